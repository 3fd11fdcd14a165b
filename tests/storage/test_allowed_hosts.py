"""What an administrator allowed."""

from storage.allowed_hosts import AllowedHosts


def test_the_environment_stands_beside_what_is_stored(tmp_path):
    allowed = AllowedHosts(tmp_path / "hosts.json", {"ETAPES_ALLOW_HOSTS": "one:80, 10.0.0.0/8"})
    allowed.save(["two"], "ann")
    assert allowed() == ("one:80", "10.0.0.0/8", "two")
    assert AllowedHosts(tmp_path / "hosts.json", {})() == ("two",)

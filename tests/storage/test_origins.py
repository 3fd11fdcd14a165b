"""A promoted flow remembers where it came from."""

from storage.origins import Origin, Origins


def test_the_next_promotion_finds_the_flow_again(tmp_path):
    origins = Origins(tmp_path / "origins.json")
    origins.note("prod", "old", Origin("dev", "a", time="1"))
    origins.note("prod", "new", Origin("dev", "a", 3, "2", "ann"))
    origins.note("test", "a", Origin("dev", "a", time="3"))
    assert origins.made_of("dev", "a", "prod") == ["new", "old"]
    assert Origins(tmp_path / "origins.json").of("prod", "new") == Origin("dev", "a", 3, "2", "ann")
    assert origins.of("prod", "a") is None


def test_nothing_leads_to_a_sandbox_that_is_gone():
    origins = Origins(None)
    origins.note("prod", "a", Origin("dev", "a"))
    origins.note("dev", "b", Origin("prod", "b"))
    origins.forget("dev")
    assert origins.of("prod", "a") is None and origins.of("dev", "b") is None

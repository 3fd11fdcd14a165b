"""Settings of connectors: what is typed, what is stored, what is wrong."""

from runtime.connectors.http.settings import HttpSettings
from runtime.connectors.settings import separated, strictly


def problems(**settings):
    return [(one.code, one.setting) for one in strictly(HttpSettings, {"address": "https://x.example", **settings})[1]]


def test_secrets_that_were_typed_are_taken_out_of_the_settings():
    typed = {"address": "https://x.example", "password": "hunter2\n", "token": "", "key": {"secret": "key"}}
    settings, secrets = separated(HttpSettings, typed)
    assert secrets == {"password": "hunter2", "token": ""}
    assert settings == typed | {"password": {"secret": "password"}, "token": None}
    assert strictly(HttpSettings, settings)[1] == []


def test_each_authentication_needs_its_own_settings():
    assert problems() == []
    missing = "connector_setting_missing"
    assert problems(authentication="basic") == [(missing, "user"), (missing, "password")]
    assert problems(authentication="oauth2", token_address="ftp://x", client_id="x") == [
        (missing, "client_secret"), ("address_malformed", "token_address"),
    ]  # fmt: skip


def test_an_address_is_http_and_carries_nothing_else():
    for bad in ("x.example", "file:///etc/passwd", "https://u:p@x.example", "https://x.example?a=1", "http://x:y"):
        assert problems(address=bad) == [("address_malformed", "address")]


def test_no_problem_quotes_a_secret():
    _, found = strictly(HttpSettings, {"address": "https://x.example", "password": ["hunter2"]})
    assert found and "hunter2" not in repr(found)


def test_a_header_cannot_smuggle_another():
    assert problems(headers=[{"name": "A", "value": "b\r\nC: d"}])
    assert problems(headers=[{"name": "A b", "value": ""}])

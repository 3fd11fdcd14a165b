"""Links to set a new password."""

import pytest

from runtime.problems import Problems

SETTINGS = {"user_name": "who", "client": "shop"}


def test_a_link_on_the_public_address_that_works_once(stage, house):
    model = stage.play("reset_user_password_request", SETTINGS, [{"who": "ann"}])
    link = house.opened(model.items()[0]["link"])
    address, _, secret = link.rpartition("/")
    assert address == "https://etapes.example/reset"
    assert house.people.links.use(secret, "reset").client == "shop"
    assert house.people.links.use(secret, "reset") is None
    assert house.holds(secret) == []


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nobody", "user_unknown"),
        ("closed", "user_unknown"),
        ("root", "account_guarded"),
        ("lia", "password_elsewhere"),
    ],
)
def test_who_gets_none(stage, house, who, code):
    house.people.add("closed", None, "none", disabled=True)
    house.people.add("lia", None, "none", provider="ldap")
    with pytest.raises(Problems) as wrong:
        stage.play("reset_user_password_request", SETTINGS, [{"who": who}])
    assert [(one.code, one.setting) for one in wrong.value.problems] == [(code, "user_name")]
    stage.done.clear()
    hidden = stage.play("reset_user_password_request", SETTINGS, [{"who": who}], advanced={"on_error": "continue"})
    assert hidden.items() == [{"who": who, "link": None}]


def test_a_dry_run_makes_none(stage, house):
    before = stage.play("reset_user_password_request", SETTINGS, [{"who": "ann"}]).items()[0]["link"]
    dry = stage.play("reset_user_password_request", SETTINGS, [{"who": "ann"}], dry=True)
    assert (dry.items()[0]["link"], stage.events[-1].code) == ("••••••", "would_make_links")
    assert house.people.links.find(house.opened(before).rpartition("/")[2], "reset")


def test_a_sandbox_makes_none_for_who_counts_elsewhere(stage, house):
    stage.accounts = house.accounts("dev")
    house.people.add("Lea", None, "lead")
    with pytest.raises(Problems, match="account_of_elsewhere"):
        stage.play("reset_user_password_request", SETTINGS, [{"who": "lea"}])
    assert stage.play("reset_user_password_request", SETTINGS, [{"who": "ann"}]).items()[0]["link"]


def test_the_audit_log_tells_who_had_a_link_made_and_for_which_client(installation, monkeypatch):
    monkeypatch.setenv("ETAPES_PUBLIC_URL", "https://etapes.example")
    installation.people.add("Eve", None, "viewer")
    installation.accounts_for("prod")("ann").link("eve", "reset", "shop")
    [line] = installation.audit.search("link_made")
    assert (line.actor, line.object, line.after) == ("ann", "person/Eve", {"purpose": "reset", "client": "shop"})

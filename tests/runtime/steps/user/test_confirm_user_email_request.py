"""Links to confirm an address."""

import pytest

from runtime.problems import Problems


def test_a_link_for_an_account_that_is_not_open_yet(stage, house):
    house.people.add("New", None, "none", {"email": "new@example.org"}, disabled=True)
    model = stage.play("confirm_user_email_request", {"user_name": "who"}, [{"who": "new"}])
    address, _, secret = house.opened(model.items()[0]["link"]).rpartition("/")
    assert (address, house.people.links.find(secret, "confirm").person) == (
        "https://etapes.example/confirm", house.people.person("new").id,
    )  # fmt: skip


def test_without_a_public_address_there_is_no_link(stage, house):
    stage.accounts = house.accounts(address="")
    with pytest.raises(Problems) as wrong:
        stage.play("confirm_user_email_request", {"user_name": "who"}, [{"who": "ann"}])
    assert wrong.value.problems[0].code == "public_address_missing"


def test_a_dry_run_makes_none(stage, house):
    model = stage.play("confirm_user_email_request", {"user_name": "who"}, [{"who": "ann"}], dry=True)
    assert (model.items()[0]["link"], stage.events[-1].code) == ("••••••", "would_make_links")


def test_an_account_that_somebody_closed_is_not_opened_by_a_link(stage, house):
    house.people.set_disabled("ann", True)
    with pytest.raises(Problems) as wrong:
        stage.play("confirm_user_email_request", {"user_name": "who"}, [{"who": "ann"}])
    assert wrong.value.problems[0].code == "link_for_closed"


def test_no_link_is_made_for_an_administrator(stage, house):
    with pytest.raises(Problems, match="account_guarded"):
        stage.play("confirm_user_email_request", {"user_name": "who"}, [{"who": "root"}])

"""What is behind a link, and whom it lets in."""

import pytest

from storage.people import People
from storage.redeeming import behind, confirm, redeem
from tests.storage.accounts import PASSWORD


@pytest.fixture
def dee(people: People) -> str:
    """The id of somebody whose address is to be confirmed."""
    return people.add("Dee", PASSWORD, "viewer", disabled=True).id


def test_confirming_an_address_opens_what_was_created_disabled(people: People, dee: str):
    secret = people.links.make(dee, "confirm")
    assert behind(people, secret, "confirm").awaiting
    assert not confirm(people, secret).disabled
    assert people.check_password("dee", PASSWORD)


def test_confirming_an_address_opens_no_account_that_somebody_closed(people: People, dee: str):
    people.set_disabled("dee", False)
    people.set_disabled("dee", True)
    secret = people.links.make(dee, "confirm")
    assert behind(people, secret, "confirm") is confirm(people, secret) is None
    assert people.by_id(dee).disabled


def test_an_open_account_confirms_its_address_and_nothing_else_happens(people: People, dee: str):
    people.set_disabled("dee", False)
    assert confirm(people, people.links.make(dee, "confirm")) == people.by_id(dee)


def test_an_invitation_opens_a_closed_account_and_a_reset_link_does_not(people: People, dee: str):
    reset, invitation = people.links.make(dee, "reset"), people.links.make(dee, "invitation")
    assert redeem(people, reset, "reset", "another password") is None
    assert not redeem(people, invitation, "invitation", "another password").disabled

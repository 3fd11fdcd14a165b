"""Those who administer see everybody at once, and end for others what must end."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.people import People
from storage.person import NO_ROLE, Person
from storage.roles import Roles

PASSWORD = "a calm long sentence"


class Told(list[str]):
    """A witness that remembers."""

    def __call__(self, action: str, object: str, **more: Any) -> None:
        self.append(f"{action} {object}")


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def people(tmp_path: Path, told: Told) -> Iterator[People]:
    opened = People(tmp_path / "people.sqlite", witness=told)
    opened.add("Root", PASSWORD, "administrator")
    yield opened
    opened.close()


@pytest.fixture
def ann(people: People) -> Person:
    return people.add("Ann", PASSWORD, "designer")


def test_everybodys_sessions_tokens_and_last_arrival_are_seen_together(people: People, ann: Person):
    people.open_session("Root", "192.0.2.1")
    people.open_session("ann", "192.0.2.2", "Firefox")
    people.add_token("Root", label="nightly")
    custody = people.custody
    assert [(name, info.address) for name, info in custody.sessions()] == [("Ann", "192.0.2.2"), ("Root", "192.0.2.1")]
    assert [(name, info.label) for name, info in custody.tokens()] == [("Root", "nightly")]
    assert custody.last_in().keys() == {ann.id, people.person("Root").id}
    assert custody.with_second_factor() == frozenset()


def test_who_was_invited_is_awaited_until_a_password_is_set(people: People, told: Told):
    carl = people.add("Carl", None, "viewer")
    assert people.custody.awaited() == {carl.id}
    secret = people.custody.link(carl, "invitation", "Root")
    assert people.links.use(secret, "invitation").person == carl.id
    people.set_password("Carl", PASSWORD)
    assert people.custody.awaited() == frozenset()
    assert "link_made person/Carl" in told


def test_a_lost_phone_and_open_browsers_are_of_no_use_any_more(people: People, ann: Person, told: Told):
    secrets = [people.open_session("Ann", "192.0.2.2") for _ in range(2)]
    people.custody.end_sessions(ann, "Root")
    people.custody.drop_second_factor(ann, "Root")
    assert [people.session(secret) for secret in secrets] == [None, None]
    assert told[-2:] == ["sessions_ended person/Ann", "second_factor_reset person/Ann"]


def test_who_is_deleted_leaves_no_session_token_role_or_membership(people: People, ann: Person, tmp_path: Path):
    roles = Roles(tmp_path / "people.sqlite")
    group = roles.groups.add("Sales")
    roles.groups.join(group.id, ann.id)
    roles.assign(ann.id, "lead", sandbox="dev")
    session, token = people.open_session("Ann", ""), people.add_token("Ann")
    people.remove("Ann", author="Root")
    assert (people.session(session), people.token(token)) == (None, None)
    assert (roles.all(), roles.groups.get(group.id).members) == ([], ())
    again = people.add("Ann", PASSWORD, NO_ROLE)
    assert roles.rights("Ann", "dev") == roles.rights(again.name, "prod") == set()
    roles.close()


def test_whatever_lets_somebody_in_or_out_is_told(people: People, ann: Person, told: Told):
    here = people.open_session("Ann", "")
    people.end_sessions("Ann", here)
    people.end_sessions("Ann")
    people.renew_recovery("Ann")
    people.add("Lia", None, "viewer", provider="ldap", external_key="k1")
    people.open_session("Lia", "")
    people.outside.end_before("ldap", datetime.now(UTC))
    assert [one for one in told if "_added" not in one] == [
        "other_sessions_ended person/Ann", "sessions_ended person/Ann", "recovery_renewed person/Ann",
        "directory_sessions_ended person/Lia",
    ]  # fmt: skip

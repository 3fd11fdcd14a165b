"""Everybody and everything that was given, at one moment."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.people.desk import Desk
from editor.people.register import Register
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problems
from storage.person import Person

PASSWORD = "a calm long sentence"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with Installation(tmp_path, own=False) as opened:
        opened.people.add_first("Root", PASSWORD)
        yield opened


@pytest.fixture
def zoe(installation: Installation) -> Person:
    return installation.people.add("Zoe", None, "viewer", {"full_name": "Zoé Lambert", "email": "zoe@example.org"})


def test_people_are_found_by_any_of_their_names(installation: Installation, zoe: Person):
    register = Register.of(installation)
    for words in ("zOE", "Lambert", "example.org"):
        assert [one.name for one in register.found(words)] == ["Zoe"]
    assert [one.name for one in register.found("")] == ["Root", "Zoe"]


def test_how_an_account_stands(installation: Installation, zoe: Person):
    people = installation.people
    assert Register.of(installation).state(zoe) == "awaited"
    people.set_password("Zoe", PASSWORD)
    assert Register.of(installation).state(people.person("Zoe")) == "active"
    people.set_disabled("Zoe", True)
    assert Register.of(installation).state(people.person("Zoe")) == "disabled"


def test_who_has_what_is_told_by_names(installation: Installation, zoe: Person):
    roles = installation.roles
    group = roles.groups.add("Sales")
    roles.groups.join(group.id, zoe.id)
    context = roles.register("prod", "customer", 7, "Miller", number=1)
    roles.assign(group.holder, "operator")
    roles.assign(zoe.id, "viewer", context=context.id)
    register = Register.of(installation)
    assert [register.holder(one.holder) for one in register.assignments] == ["Sales", "Zoe"]
    assert [one.role for one in register.given(group.holder)] == ["operator"]
    assert [one.holder for one in register.inside(context.id)] == [zoe.id]
    assert [one.name for one in register.groups_of(zoe)] == ["Sales"]
    assert register.holders("viewer") == 1
    assert register.rights("lead")[:2] == ["read", "design"]


def test_nothing_is_done_for_whoever_may_not(installation: Installation, zoe: Person):
    desk = Desk(installation, Visitor(zoe), "")
    with pytest.raises(Problems, match="not_allowed"):
        asyncio.run(desk.do(installation.people.set_role, "Zoe", "administrator"))
    assert installation.people.person("Zoe").role == "viewer"

"""Roles hold everywhere, in one sandbox or inside a context; groups pass them on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.errors import Conflict, NotFound, Refused
from storage.people import People
from storage.person import NO_ROLE, Person
from storage.roles import Assignment, Roles

PASSWORD = "a calm long sentence"


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    opened = People(tmp_path / "people.sqlite")
    opened.add("Root", PASSWORD, "administrator")
    yield opened
    opened.close()


@pytest.fixture
def roles(people: People, tmp_path: Path) -> Iterator[Roles]:
    opened = Roles(tmp_path / "people.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def ann(people: People) -> Person:
    """Somebody without a role of their own."""
    return people.add("Ann", PASSWORD, NO_ROLE)


@pytest.fixture
def bea(people: People) -> Person:
    return people.add("Bea", PASSWORD, "viewer")


def test_a_role_in_one_sandbox_is_none_in_another(roles: Roles, bea: Person):
    assert roles.assign(bea.id, "lead", sandbox="dev", author="Root")
    assert not roles.assign(bea.id, "lead", sandbox="dev")
    assert "publish" in roles.rights("bea", "dev")
    assert roles.rights("bea", "prod") == {"read"}


def test_who_administers_one_sandbox_could_make_themself_master_of_all_and_does_not(roles: Roles, bea: Person):
    roles.assign(bea.id, "administrator", sandbox="dev")
    assert {"publish", "run"} <= roles.rights("bea", "dev")
    assert "administer" not in roles.rights("bea", "dev")
    roles.assign(bea.id, "administrator")
    assert "administer" in roles.rights("bea", "dev")


def test_a_role_inside_a_context_holds_there_alone(roles: Roles, ann: Person):
    context = roles.register("prod", "customer", 12, "Miller", number=1)
    assert roles.register("prod", "customer", 12, "Miller & Co", number=1).id == context.id
    roles.assign(ann.id, "operator", context=context.id)
    assert roles.rights("Ann", "prod") == set()
    assert roles.rights("Ann", "prod", context.id) == {"read", "run", "enter"}
    assert roles.context_of("prod", 1, 12).name == "Miller & Co"
    assert roles.context_of("dev", 1, 12) is None


def test_what_a_group_is_given_its_members_have(roles: Roles, ann: Person):
    group = roles.groups.add("Sales")
    roles.groups.join(group.id, ann.id)
    roles.assign(group.holder, "designer")
    assert "design" in roles.rights("Ann", "prod")
    assert [one.members for one in roles.groups.list()] == [(ann.id,)]
    roles.groups.leave(group.id, ann.id)
    assert roles.rights("Ann", "prod") == set()


def test_groups_have_names_that_differ_and_the_log_says_them(people: People, ann: Person, tmp_path: Path):
    told: list[str] = []

    def hear(action: str, object: str, **more: Any) -> None:
        told.append(f"{action} {object}")

    roles = Roles(tmp_path / "people.sqlite", hear)
    group = roles.groups.add("Sales")
    with pytest.raises(Conflict, match="group_name_taken"):
        roles.groups.add("SALES")
    assert roles.groups.rename(group.id, "Shop").members == ()
    roles.groups.join(group.id, ann.id)
    roles.groups.join(group.id, ann.id)
    roles.assign(group.holder, "viewer")
    roles.assign(ann.id, "viewer")
    assert told == ["group_added group/Sales", "group_renamed group/Shop", "group_joined group/Shop",
                    "role_given group/Shop", "role_given person/Ann"]  # fmt: skip
    with pytest.raises(NotFound):
        roles.groups.join("nowhere", ann.id)
    roles.close()


def test_an_installation_makes_roles_of_its_own(roles: Roles, ann: Person):
    roles.define("clerk", ["enter", "read"])
    roles.assign(ann.id, "clerk")
    assert roles.rights("Ann", "prod") == {"read", "enter"}
    roles.define("clerk", [])
    assert roles.rights("Ann", "prod") == set()
    roles.drop("clerk")
    assert roles.of(ann.id) == []


def test_all_roles_are_taken_at_once_and_counted(roles: Roles, ann: Person):
    roles.assign(ann.id, "viewer")
    roles.assign(ann.id, "lead", sandbox="dev")
    roles.take(Assignment(ann.id, "viewer"))
    roles.assign(ann.id, "operator")
    assert roles.take_all(ann.id) == 2
    assert roles.take_all(ann.id) == 0


def test_what_is_not_known_is_named(roles: Roles, ann: Person):
    with pytest.raises(Refused) as refused:
        roles.assign(ann.id, "king")
    assert (refused.value.code, refused.value.parameters["role"]) == ("role_unknown", "king")
    with pytest.raises(NotFound):
        roles.assign(ann.id, "viewer", context="nowhere")
    with pytest.raises(Refused, match="role_built_in"):
        roles.define("lead", [])
    with pytest.raises(Refused, match="right_unknown"):
        roles.define("clerk", ["fly"])
    with pytest.raises(NotFound):
        roles.take(Assignment(ann.id, "viewer"))


def test_a_sandbox_that_is_gone_takes_its_roles_along(roles: Roles, ann: Person):
    context = roles.register("dev", "customer", 1, "Miller", number=1)
    roles.assign(ann.id, "lead", sandbox="dev")
    roles.assign(ann.id, "viewer", context=context.id)
    roles.forget("dev")
    assert roles.of(ann.id) == []
    assert roles.contexts() == []


def test_a_change_is_felt_at_once(roles: Roles, people: People, bea: Person):
    assert roles.rights(bea.name, "prod") == {"read"}
    people.set_role(bea.name, "lead")
    assert "publish" in roles.rights(bea.name, "prod")
    people.set_disabled(bea.name, True)
    assert roles.rights(bea.name, "prod") == set()
    assert roles.rights("Nobody", "prod") == set()


def test_a_change_that_comes_between_asking_and_remembering_is_felt_too(people: People, bea: Person, tmp_path: Path):
    class Overtaken(Roles):
        """Another thread asks after a change, while the first answer is on its way."""

        def _rights(self, *asked: str) -> Any:
            found = super()._rights(*asked)
            if people.person("bea").role == "viewer":
                people.set_role("bea", "lead")
                self.rights("root", "prod")
            return found

    roles = Overtaken(tmp_path / "people.sqlite")
    assert roles.rights("bea", "prod") == {"read"}
    assert "publish" in roles.rights("bea", "prod")
    roles.close()


def test_who_administers_is_known_of_closed_accounts_too(roles: Roles, people: People, ann: Person):
    group = roles.groups.add("Owners")
    roles.assign(group.holder, "administrator")
    assert not roles.administers(ann)
    roles.groups.join(group.id, ann.id)
    people.set_disabled("Ann", True)
    assert roles.rights("Ann", "prod") == set()
    assert roles.administers(people.person("Ann"))


def test_who_may_do_anything_outside_a_sandbox_is_known(roles: Roles, ann: Person, bea: Person):
    roles.assign(ann.id, "lead", sandbox="dev")
    assert not roles.counts_beyond(ann, "dev")
    assert roles.counts_beyond(bea, "dev")
    roles.assign(ann.id, "viewer", context=roles.register("prod", "customer", 1, "Miller", number=1).id)
    assert roles.counts_beyond(ann, "dev")

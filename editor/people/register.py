"""Everybody, and everything that was given to them, as it is at one moment. No page in it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from runtime.installation import Installation
from storage.groups import Group
from storage.person import Person
from storage.rights import EVERY, RIGHTS, Right
from storage.roles import Assignment, SecurityContext

State = Literal["active", "disabled", "barred", "awaited"]


@dataclass(frozen=True)
class Register:
    """`awaited` and `factors` are ids of people; `last_in` tells by id when they came in the last time."""

    people: Sequence[Person]
    groups: Sequence[Group]
    own_roles: Mapping[str, frozenset[Right]]
    assignments: Sequence[Assignment]
    contexts: Sequence[SecurityContext]
    sandboxes: Sequence[str]
    factors: frozenset[str]
    awaited: frozenset[str]
    last_in: Mapping[str, datetime]

    @classmethod
    def of(cls, installation: Installation) -> "Register":
        people, roles = installation.people, installation.roles
        return cls(
            people.list(), roles.groups.list(), roles.own(), roles.all(), roles.contexts(),
            [one.name for one in installation.sandboxes.list()], people.custody.with_second_factor(),
            people.custody.awaited(), people.custody.last_in(),
        )  # fmt: skip

    def found(self, words: str) -> list[Person]:
        """Those whose names or address have this in them."""
        return [one for one in self.people if words.casefold() in f"{one.name} {full(one)} {one.email}".casefold()]

    def person(self, id: str) -> Person | None:
        return next((one for one in self.people if one.id == id), None)

    def holder(self, holder: str) -> str:
        """The name of a person or a group; "" for one that is gone."""
        return self._names.get(holder, "")

    def given(self, holder: str) -> list[Assignment]:
        """What a person or a group was given, by themself."""
        return self._given.get(holder, [])

    def inside(self, context: str) -> list[Assignment]:
        """What was given inside a context."""
        return [one for one in self._inside.get(context, []) if self.holder(one.holder)]

    def context(self, id: str) -> SecurityContext | None:
        return next((one for one in self.contexts if one.id == id), None)

    def groups_of(self, person: Person) -> list[Group]:
        return [one for one in self.groups if person.id in one.members]

    def rights(self, role: str) -> list[Right]:
        """In the order in which they are told."""
        allowed = RIGHTS.get(role) or self.own_roles.get(role, frozenset())
        return [one for one in EVERY if one in allowed]

    def holders(self, role: str) -> int:
        """How many people and groups have a role."""
        given = {one.holder for one in self.assignments if one.role == role and self.holder(one.holder)}
        return len(given | {one.id for one in self.people if one.role == role})

    @cached_property
    def _names(self) -> dict[str, str]:
        return {one.id: one.name for one in self.people} | {one.holder: one.name for one in self.groups}

    @cached_property
    def _given(self) -> dict[str, list[Assignment]]:
        return _sorted(self.assignments, lambda one: one.holder)

    @cached_property
    def _inside(self) -> dict[str, list[Assignment]]:
        return _sorted(self.assignments, lambda one: one.context)

    def state(self, person: Person) -> State:
        if person.disabled:
            return "disabled"
        if person.barred:
            return "barred"
        return "awaited" if person.id in self.awaited else "active"


def _sorted(given: Sequence[Assignment], key: Callable[[Assignment], str]) -> dict[str, list[Assignment]]:
    found = defaultdict[str, list[Assignment]](list)
    for one in given:
        found[key(one)].append(one)
    return found


def full(person: Person) -> str:
    """The whole name, as far as it is known."""
    parts = (person.first_name, person.middle_name, person.last_name)
    return person.full_name or " ".join(part for part in parts if part)

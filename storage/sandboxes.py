"""Sandboxes: separate worlds for flows, components, connectors, templates and runs. `prod` is always there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from storage.cupboard import Cupboard
from storage.errors import Conflict, NotFound, Refused
from storage.record import now
from storage.witness import Witness, unseen

PROD = "prod"
Emptying = Literal["reset", "delete"]
_FIT = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True)
class Sandbox:
    """`name` is short and stands in headers; `title` is for people.

    `emptying` says what was begun and did not come to its end yet, `emptied_by` by whom: while it is reset or deleted,
    nobody finds it.
    """

    name: str
    title: str = ""
    created: str = ""
    created_by: str = ""
    emptying: Emptying | None = None
    emptied_by: str = ""


class Sandboxes:
    """The sandboxes of an installation, kept in one file, or in memory without a path."""

    def __init__(self, path: Path | None, witness: Witness = unseen) -> None:
        self._cupboard, self._witness = Cupboard(path), witness

    def list(self) -> Sequence[Sandbox]:
        """All, `prod` first, the others by name."""
        things = self._cupboard.all()
        others = [Sandbox(name, **told) for name, told in sorted(things.items()) if name != PROD]
        return [Sandbox(PROD, **things.get(PROD, {})), *others]

    def get(self, name: str) -> Sandbox:
        """`NotFound` for an unknown one."""
        found = next((one for one in self.list() if one.name == name), None)
        if found is None:
            raise NotFound("sandbox", name)
        return found

    def has(self, name: str) -> bool:
        """Whether it can be looked into; `prod` always can."""
        return name == PROD or any(one.name == name and not one.emptying for one in self.list())

    def create(self, name: str, title: str, author: str) -> Sandbox:
        """A new, empty world. `Refused` for a name that does not fit, `Conflict` for one that is taken."""
        if not _FIT.fullmatch(name):
            raise Refused("sandbox_malformed", name=name[:80])
        made = Sandbox(name, title.strip()[:100], now(), author)
        with self._cupboard.changing() as things:
            if name == PROD or name in things:
                raise Conflict("sandbox_taken", name=name)
            things[name] = {"title": made.title, "created": made.created, "created_by": author}
        self._witness("sandbox_created", f"sandbox/{name}", author=author, sandbox=name, after={"title": made.title})
        return made

    def begin(self, name: str, emptying: Emptying, author: str) -> None:
        """Nobody finds it until `ended`, also after a crash. `NotFound`; `Conflict`: `prod` is never deleted."""
        if name == PROD and emptying == "delete":
            raise Conflict("sandbox_stays", name=name)
        with self._cupboard.changing() as things:
            if name != PROD and name not in things:
                raise NotFound("sandbox", name)
            things[name] = things.get(name, {}) | {"emptying": emptying, "emptied_by": author}

    def ended(self, name: str, emptying: Emptying, author: str) -> None:
        """What was begun is done: it is there again, empty, or gone."""
        with self._cupboard.changing() as things:
            if name != PROD and name not in things:
                return  # somebody else was quicker
            told = things.pop(name, {})
            if emptying == "reset":
                things[name] = told | {"emptying": None, "emptied_by": ""}
        action = "sandbox_reset" if emptying == "reset" else "sandbox_deleted"
        self._witness(action, f"sandbox/{name}", author=author, sandbox=name)

"""What steps may ask of components and their entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from runtime.problems import Problem

Entry = dict[str, Any]
"""`id`, the fields by name, `creatorSubject`, `updateSubject`, `createdDate`, `updateDate`."""
NO_ENTRY = 2**63 - 1
"""An id that no entry ever gets: what is to be deleted and is not there."""
Done = Literal["created", "updated", "deleted", "missing", "failed"]


@dataclass(frozen=True)
class EntryTest:
    """A field of the entries (its id, or the name of one that every entry has) against a value."""

    field: str
    operator: str
    value: Any = None


@dataclass(frozen=True)
class Question:
    """Which entries are looked for: `order` are fields with `asc` or `desc`, `limit` counts entries of one answer."""

    component: str
    tests: Sequence[EntryTest] = ()
    asked: Sequence[tuple[str, str]] = ()
    """Fields and operators whose values come with each asking."""
    match: Literal["all", "any"] = "all"
    order: Sequence[tuple[str, Literal["asc", "desc"]]] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done to one entry; `values` are JSON values by the ids of fields.

    `save` updates the entry that has the primary key, else creates one; `remove` deletes the entry that has it;
    `update` and `delete` go by `id`, which is whatever the item had there.
    """

    component: str
    kind: Literal["create", "update", "delete", "save", "remove"]
    id: Any = None
    values: Mapping[str, Any] = field(default_factory=dict)


class Outcome(NamedTuple):
    """What became of a change; `missing`: there was no entry to delete. `problem` says why it failed."""

    done: Done
    id: int | None = None
    problem: Problem | None = None


class Entries(Protocol):
    """The entries of the flow's sandbox. All raise `Problems` where a component is gone or keeps no entries."""

    def find(self, component: str, keys: Sequence[Mapping[str, Any]]) -> Sequence[int | None]:
        """The ids of the entries with these primary keys (values by the ids of the key's fields)."""
        ...

    def get(self, component: str, ids: Sequence[Any]) -> Sequence[Entry | None]:
        """The entries with these ids; None for what is no id of any."""
        ...

    def query(self, question: Question, askings: Sequence[Sequence[Any]]) -> Sequence[list[Entry]]:
        """The entries that answer each asking, whose values stand in the order of `question.asked`."""
        ...

    def write(self, changes: Sequence[Change], key: str, *, skip: bool = False) -> list[Outcome]:
        """All changes at once, in their order; done before with this `key`, nothing is done again.

        A change that cannot be done stops all of them: `Problems`, each with the `index` of its change in `item`.
        With `skip` it fails alone.
        """
        ...

    def post(self, changes: Sequence[Change], key: str) -> None:
        """Have the changes written soon, and once. `Problems` as for `write`."""
        ...

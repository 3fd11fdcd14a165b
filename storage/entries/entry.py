"""Entries, what is asked of them and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from typing import Any, Literal

from storage.errors import StorageError

Entry = dict[str, Any]
"""`id`, the fields by name as JSON values, `creatorSubject`, `updateSubject`, `createdDate`, `updateDate`."""
Kind = Literal["create", "update", "delete", "save"]
Done = Literal["created", "updated", "deleted", "missing", "failed"]
OPERATORS = (
    "equal", "not_equal", "greater", "less", "greater_or_equal", "less_or_equal",
    "contains", "starts_with", "ends_with", "in", "is_null", "is_not_null",
)  # fmt: skip


@dataclass(frozen=True)
class EntryCondition:
    """A field (name, or id) against a value. Null is unequal to every value; `is_null` finds it."""

    field: str
    operator: str = "equal"
    value: Any = None


@dataclass(frozen=True)
class Operation:
    """A change of one entry. `update` and `delete` go by `id`; `save` updates by the primary key, else creates.

    `values` are JSON values by field name (or id); a field that is not named keeps its value. `seen` is the
    `updateDate` that the change was made for: it is refused when another one stands.
    """

    component: str
    kind: Kind
    id: int | None = None
    values: Mapping[str, Any] = part(default_factory=dict)
    seen: str | None = None


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: with an operation (`index`), a field (its name), or both; `code` names the sentence."""

    code: str
    index: int | None = None
    field: str | None = None
    parameters: Mapping[str, Any] = part(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of an operation. `missing`: there is no such entry; `failed` has the problem."""

    done: Done
    id: int | None = None
    problem: Fault | None = None


class Unfit(StorageError):
    """Operations or a design that cannot be taken; `faults` names everything that is wrong. Nothing was changed."""

    code = "entries_unfit"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(count=len(self.faults))

"""What a new design does to the entries that are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storage.component import Component, ComponentField
from storage.entries.columns import column_of


@dataclass(frozen=True)
class Retyped:
    """A field that changes its type: how many values do not convert, and the first few of them."""

    field: ComponentField
    before: ComponentField
    lost: int = 0
    examples: Sequence[Any] = ()


@dataclass
class Change:
    """The difference between the design that stands and a new one."""

    added: list[ComponentField] = field(default_factory=list)
    removed: list[ComponentField] = field(default_factory=list)
    """Their values are kept aside until they are discarded."""
    restored: list[ComponentField] = field(default_factory=list)
    """Fields that come back, and find the values that were kept aside."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Old name → new name."""
    retyped: list[Retyped] = field(default_factory=list)
    empty: dict[str, int] = field(default_factory=dict)
    """Fields that are required newly → entries without a value there; these stay as they are until they are written."""

    @property
    def lost(self) -> int:
        """How many values do not convert."""
        return sum(one.lost for one in self.retyped)


def difference(before: Component, after: Component, aside: Mapping[str, Any]) -> Change:
    """The change of the fields as far as the designs tell; `aside` are the columns that are kept aside."""
    change = Change()
    old = {field.id: field for field in before.stored}
    for new in after.stored:
        was = old.pop(new.id, None)
        if was is None:
            (change.restored if column_of(new) in aside else change.added).append(new)
        elif was.type != new.type:
            change.retyped.append(Retyped(new, was))
    change.removed = list(old.values())
    names = {field.id: field.name for field in before.fields}
    change.renamed = {names[new.id]: new.name for new in after.fields if names.get(new.id, new.name) != new.name}
    return change

"""Where the columns of a file go: fields that are followed through renames, and no further."""

from collections.abc import Sequence
from typing import Any

from runtime.problems import problem
from runtime.services.entry_values import Values
from storage.component import Component, ComponentField, first
from storage.entries import Entries
from storage.errors import NotFound

Item = dict[str, Any]


class Target:
    """A component that a file is taken into: `mapping` is field → column, `by_key` as in `Intake`."""

    def __init__(self, entries: Entries, id: str, mapping: dict[str, str], by_key: frozenset[str],
                 decimal: str) -> None:  # fmt: skip
        self._entries, self._decimal = entries, decimal
        self._by_key = by_key
        self._begin(entries.number(id), entries.component(id), mapping)

    def rows(self, items: Sequence[Item]) -> Sequence[Item]:
        """The values of the fields as they are called now.

        `Problems` where the design no longer takes them, `NotFound` where the component is another one.
        """
        self._follow()
        return self._values.of([{name: item.get(column) for name, column in self._mapping.items()} for item in items])

    def _begin(self, number: int, component: Component, mapping: dict[str, str]) -> None:
        self._number, self.component, self._mapping = number, component, mapping
        self._values = Values(self._entries, component, self._decimal, self._by_key)

    def _follow(self) -> None:
        """Somebody may have changed the design since the piece before."""
        before, now = self.component, self._entries.component(self.component.id)
        if self._entries.number(before.id) != self._number:
            raise NotFound("component", before.id)
        renamed = {name: self._again(before, now, name).name for name in self._mapping}
        unfilled = [one for one in now.stored if one.required and one.name not in renamed.values()]
        if unfilled and now.revision != before.revision:
            raise problem("import_design_changed", field=unfilled[0].name)
        if now.revision != before.revision:
            self._by_key = frozenset(renamed[name] for name in self._by_key if name in renamed)
            self._begin(self._number, now, {renamed[name]: column for name, column in self._mapping.items()})

    def _again(self, before: Component, now: Component, name: str) -> ComponentField:
        """The field that had a name, where its values are what they were."""
        was = before.field(name)
        found = first(now.fields, id=was.id) if was else None
        if was is None or found is None or (was.type, was.catalog) != (found.type, found.catalog):
            raise problem("import_design_changed", field=name)
        return found

"""The table of a component brought to its new design."""

from typing import Any

from sqlalchemy import Connection

from storage.component import ComponentField
from storage.entries.change import Change
from storage.entries.columns import column_of
from storage.entries.converting import convert
from storage.entries.definitions import Definitions
from storage.entries.entry import Fault
from storage.entries.ground import Ground
from storage.entries.sheet import Sheet


class Redesign:
    """One change of a table, inside a transaction; it also counts what `change` tells."""

    def __init__(self, connection: Connection, definitions: Definitions, before: Sheet, after: Sheet,
                 change: Change) -> None:  # fmt: skip
        self._connection, self._definitions, self._change = connection, definitions, change
        self._before, self._after = before, after
        self._ground = Ground(connection, before, after)
        self.faults: list[Fault] = []

    def run(self, aside: dict[str, Any], said: dict[str, str]) -> dict[str, Any]:
        """Gives the columns that are kept aside now; what stands against the new design is in `faults`."""
        self._ground.clear()
        for field in self._change.removed:
            aside |= self._put_aside(field, self._ground.count(field), {**said, "why": "removed"})
        for field in self._change.added:
            self._ground.add(field)
        for place, asked in enumerate(self._change.retyped):
            if column_of(asked.field) not in aside:
                self._ground.add(asked.field)
            done = convert(self._connection, self._definitions, self._after.number, asked)
            self._change.retyped[place] = done
            aside |= self._put_aside(done.before, done.lost, {**said, "why": "retyped"})
        self._look()
        self.faults += self._ground.index()
        return {column: told for column, told in aside.items() if column not in self._after.table.c}

    def _put_aside(self, field: ComponentField, count: int, said: dict[str, str]) -> dict[str, Any]:
        """Keep the column of a field that leaves, where something is left in it."""
        if not count:
            self._ground.drop(column_of(field))
            return {}
        return {column_of(field): {**said, "field": field.model_dump()}}

    def _look(self) -> None:
        """Count what a newly required field lacks; a field that holds references keeps what it refers to."""
        old = {field.id: field for field in self._before.component.stored}
        for field in self._after.component.stored:
            was = old.get(field.id)
            if field.required and not (was and was.required) and (count := self._ground.count(field, empty=True)):
                self._change.empty[field.name] = count
            if was and was.type == field.type == "catalog" and was.catalog != field.catalog:
                self._keep_meaning(field, was)

    def _keep_meaning(self, field: ComponentField, was: ComponentField) -> None:
        """The same numbers would be other entries in another component."""
        if count := self._ground.count(field):
            told = {"field": field.name, "count": count, "before": was.catalog, "after": field.catalog}
            self.faults.append(Fault("design_catalog_fixed", None, field.name, told))

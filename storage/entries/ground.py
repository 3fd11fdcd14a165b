"""The table of a component changed in place: columns come and go, indexes follow the flags of the fields."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Index, func, select
from sqlalchemy.schema import CreateColumn, CreateIndex, DropIndex

from storage.component import TEXTS, ComponentField
from storage.entries.columns import column_for
from storage.entries.entry import Fault
from storage.entries.preparing import LONGEST_INDEXED
from storage.entries.sheet import Sheet

_EXAMPLES = 5


class Ground:
    """The table between two designs of its component, inside a transaction."""

    def __init__(self, connection: Connection, before: Sheet, after: Sheet) -> None:
        self._connection, self._after = connection, after
        self._table = after.table.name
        stand = {_signature(index): index for index in before.table.indexes}
        wanted = {_signature(index): index for index in after.table.indexes}
        self._leaving = [index for signature, index in stand.items() if signature not in wanted]
        self._coming = [index for signature, index in wanted.items() if signature not in stand]

    def clear(self) -> None:
        """Drop the indexes that go; a column in one could not be dropped."""
        for index in self._leaving:
            self._connection.execute(DropIndex(index))

    def add(self, field: ComponentField) -> None:
        column = CreateColumn(column_for(field)).compile(dialect=self._connection.dialect)
        self._connection.exec_driver_sql(f"ALTER TABLE {self._table} ADD COLUMN {column}")

    def drop(self, column: str) -> None:
        self._connection.exec_driver_sql(f'ALTER TABLE {self._table} DROP COLUMN "{column}"')

    def count(self, field: ComponentField, *, empty: bool = False) -> int:
        """How many entries have a value in a field, or none."""
        column = self._after.loose(field)
        asked = select(func.count()).where(column.is_(None) if empty else column.is_not(None))
        return int(self._connection.execute(asked).scalar_one())

    def index(self) -> list[Fault]:
        """Make the indexes that come; gives what stands against them (nothing is made then)."""
        faults = [*self._too_long(), *self._doubles()]
        for index in self._coming if not faults else ():
            self._connection.execute(CreateIndex(index))
        return faults

    def _too_long(self) -> Iterator[Fault]:
        for field in self._after.component.stored:
            if not (field.primary_key or field.query) or field.type not in TEXTS:
                continue
            column = self._after.columns[field.name]
            asked = select(func.count()).where(func.length(column) > LONGEST_INDEXED)
            if count := self._connection.execute(asked).scalar_one():
                yield Fault("design_values_too_long", None, field.name, _told(field.name, count))

    def _doubles(self) -> Iterator[Fault]:
        if not any(index.unique for index in self._coming):
            return
        key = [self._after.table.c[name] for name in self._after.key_columns]
        asked = select(*key).where(*(part.is_not(None) for part in key)).group_by(*key).having(func.count() > 1)
        rows = self._connection.execute(asked.limit(_EXAMPLES)).all()
        if rows:
            names = ", ".join(field.name for field in self._after.component.key)
            examples = ", ".join(" / ".join(map(str, row)) for row in rows)
            yield Fault("design_key_doubles", None, names, {"field": names, "examples": examples})


def _told(name: str, count: int) -> dict[str, Any]:
    return {"field": name, "count": count}


def _signature(index: Index) -> tuple[Any, ...]:
    return (index.name, index.unique, *(column.name for column in index.columns))

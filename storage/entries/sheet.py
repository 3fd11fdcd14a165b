"""The table of a component: a column per field, beside what every entry has."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Column, ColumnElement, Index, MetaData, Table, Update, bindparam, column, table

from storage.component import AUTOMATIC, Component, ComponentField
from storage.entries.columns import TYPES, Words, column_for, column_of, table_name
from storage.entries.tables import Number


@dataclass(frozen=True, eq=False)
class Sheet:
    """A component as it is designed now, with its table."""

    number: int
    component: Component

    @cached_property
    def table(self) -> Table:
        table = Table(
            table_name(self.number), MetaData(),
            Column("id", Number, primary_key=True, autoincrement=False),
            *(column_for(field) for field in self.component.stored),
            *(Column(name, Words, nullable=False) for name in ("creator", "updater", "created", "updated")),
        )  # fmt: skip
        if self.key_columns:
            _index(f"k{self.number}", *(table.c[name] for name in self.key_columns), unique=True)
        for field in self.component.stored:
            if field.query and (column_of(field),) != self.key_columns:
                _index(f"q{self.number}_{field.id}", table.c[column_of(field)])
        return table

    def loose(self, field: ComponentField) -> ColumnElement[Any]:
        """The column of a field that the design may no longer have."""
        whole = table(self.table.name, column(column_of(field), TYPES[field.type]))  # type: ignore[index]
        return whole.c[column_of(field)]

    @cached_property
    def columns(self) -> Mapping[str, Column[Any]]:
        """By name: every field that has a column, and what every entry has."""
        own = {field.name: self.table.c[column_of(field)] for field in self.component.stored}
        return {"id": self.table.c.id, **own} | {
            name: self.table.c[field.id] for name, field in AUTOMATIC.items() if name != "id"
        }

    @cached_property
    def key_columns(self) -> tuple[str, ...]:
        return tuple(column_of(field) for field in self.component.key)

    @cached_property
    def _updates(self) -> dict[tuple[str, ...], Update]:
        return {}

    def updating(self, columns: tuple[str, ...]) -> Update:
        """The change of some columns of the entry `which`, made once: building it costs more than running it."""
        if columns not in self._updates:
            self._updates[columns] = self._updating(columns)
        return self._updates[columns]

    def _updating(self, columns: tuple[str, ...]) -> Update:
        said = {name: bindparam(name, type_=self.table.c[name].type) for name in (*columns, "updater", "updated")}
        return self.table.update().where(self.table.c.id == bindparam("which")).values(said)

    def field(self, name: str) -> ComponentField | None:
        """A field by name or id, the automatic ones too."""
        return self.component.field(name) or AUTOMATIC.get(name)


def _index(name: str, *columns: Column[Any], unique: bool = False) -> Index:
    """An index that finds and sorts: on PostgreSQL in the order of `ordered`, with the ids that a page is made of."""
    nulls = {column.name: "NULLS FIRST" for column in columns}
    return Index(name, *columns, unique=unique, postgresql_ops=nulls, postgresql_include=["id"])

"""Values kept of fields that are gone or changed their type, until a person discards them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, column, func, select, table

from storage.component import ComponentField
from storage.entries.columns import TYPES, AnyRow, table_name
from storage.entries.definitions import Definitions
from storage.entries.tables import COMPONENTS
from storage.entries.values import shown
from storage.errors import NotFound

_C = COMPONENTS.c
_EXAMPLES = 5


@dataclass(frozen=True)
class Aside:
    """A column that no field has any more. `why`: the field was `removed`, or `retyped` and these did not convert."""

    column: str
    field: ComponentField
    why: str
    author: str
    time: str
    count: int
    examples: Sequence[Any]


def kept_aside(connection: Connection, definitions: Definitions, component: str) -> list[Aside]:
    """What is kept of the component's former fields, with the first few values."""
    row = _row(connection, definitions, component)
    return [_look(connection, row.number, name, told) for name, told in row.aside.items()]


def discard(connection: Connection, definitions: Definitions, component: str, name: str) -> None:
    """Drop such a column and its values for good; `NotFound`."""
    row = _row(connection, definitions, component)
    if name not in row.aside:
        raise NotFound("entry_column", name)
    connection.exec_driver_sql(f'ALTER TABLE {table_name(row.number)} DROP COLUMN "{name}"')
    rest = {column: told for column, told in row.aside.items() if column != name}
    connection.execute(COMPONENTS.update().where(_C.number == row.number).values(aside=rest))


def _look(connection: Connection, number: int, name: str, told: dict[str, Any]) -> Aside:
    field = ComponentField.model_validate(told["field"])
    values = table(table_name(number), column(name, TYPES[field.type])).c[name]  # type: ignore[index]
    count = connection.execute(select(func.count(values))).scalar_one()
    some = connection.execute(select(values).where(values.is_not(None)).limit(_EXAMPLES)).scalars()
    examples = [shown(field.type, value) for value in some]
    return Aside(name, field, told["why"], told["author"], told["time"], count, examples)


def _row(connection: Connection, definitions: Definitions, component: str) -> AnyRow:
    asked = select(_C.number, _C.aside).where(_C.sandbox == definitions.sandbox, _C.id == component)
    row = connection.execute(asked.with_for_update()).one_or_none()
    if row is None:
        raise NotFound("component", component)
    return row

"""A column's values put into another type: what converts without loss moves, the rest stays where it is."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import BigInteger, Connection, TableClause, bindparam, column, select, table

from storage.entries.change import Retyped
from storage.entries.columns import TYPES, AnyRow, column_of, table_name
from storage.entries.definitions import Definitions
from storage.entries.references import there
from storage.entries.values import Misfit, fit, shown

_AT_ONCE = 5000
_EXAMPLES = 5


def convert(connection: Connection, definitions: Definitions, number: int, retyped: Retyped) -> Retyped:
    """Move the values of a field to the column of its new type, both in the table; says how many could not move."""
    new, old = retyped.field, retyped.before
    columns = [column(column_of(field), TYPES[field.type]) for field in (new, old)]  # type: ignore[index]
    whole = table(table_name(number), column("id", BigInteger), *columns)
    told = {column_of(new): bindparam("value", type_=columns[0].type), column_of(old): None}
    moving = whole.update().where(whole.c.id == bindparam("which")).values(told)
    lost, examples = 0, list[Any]()
    for rows in _rows(connection, whole, column_of(old)):
        moved = _fitted(connection, definitions, retyped, rows)
        lost += len(rows) - len(moved)
        left = (shown(old.type, value) for entry, value in rows if entry not in moved)
        examples += islice(left, _EXAMPLES - len(examples))
        if moved:
            connection.execute(moving, [{"which": entry, "value": value} for entry, value in moved.items()])
    return Retyped(new, old, lost, examples)


def _rows(connection: Connection, whole: TableClause, old: str) -> Iterator[Sequence[AnyRow]]:
    """The entries that have a value, in pieces."""
    last = 0
    asked = select(whole.c.id, whole.c[old]).where(whole.c[old].is_not(None)).order_by(whole.c.id).limit(_AT_ONCE)
    while rows := connection.execute(asked.where(whole.c.id > last)).all():
        yield rows
        last = rows[-1][0]


def _fitted(connection: Connection, definitions: Definitions, retyped: Retyped,
            rows: Sequence[AnyRow]) -> dict[int, Any]:  # fmt: skip
    """By entry: the values that the new type can hold; references only to entries that are there."""
    field, before = retyped.field, retyped.before
    fitted: dict[int, Any] = {}
    for entry, value in rows:
        try:
            fitted[entry] = fit(field.type, shown(before.type, value))
        except Misfit:
            continue
    if field.type != "catalog":
        return fitted
    known = there(connection, definitions, field, fitted.values())
    return {entry: value for entry, value in fitted.items() if value in known}

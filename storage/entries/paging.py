"""Some of many entries, wherever they stand among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from storage.entries.entry import Entry, EntryCondition
from storage.entries.finding import entries, whole_entries
from storage.entries.querying import Match, Order, narrowed, ordered
from storage.entries.sheet import Sheet

_FAR = 1000
"""From how many entries on those that are passed over are passed over by their ids alone."""


@dataclass(frozen=True)
class Sought:
    """The entries that pass, in an order. Every method raises `Unfit` for conditions and orders that make no sense."""

    conditions: Sequence[EntryCondition] = ()
    match: Match = "all"
    order: Order = ()

    def whole(self, sheet: Sheet) -> Select[Any]:
        """The question for all of them."""
        return ordered(self._narrowed(whole_entries(sheet), sheet), sheet, self.order)

    def count(self, connection: Connection, sheet: Sheet) -> int:
        asked = self._narrowed(select(func.count()).select_from(sheet.table), sheet)
        return int(connection.execute(asked).scalar_one())

    def some(self, connection: Connection, sheet: Sheet, offset: int, limit: int | None,
             *, backwards: bool = False) -> list[Entry]:  # fmt: skip
        """So many after so many others; `backwards` counts from the end, and the last comes first."""
        asked = whole_entries(sheet)
        if offset < _FAR or limit is None:
            asked = ordered(self._narrowed(asked, sheet), sheet, self.order, backwards=backwards)
            asked = asked.offset(offset).limit(limit)
        else:  # a sort, and an index, are far quicker with ids than with whole entries
            ids = ordered(self._narrowed(select(sheet.table.c.id), sheet), sheet, self.order, backwards=backwards)
            asked = asked.where(sheet.table.c.id.in_(ids.offset(offset).limit(limit)))
            asked = ordered(asked, sheet, self.order, backwards=backwards)
        return list(entries(sheet, connection.execute(asked)))

    def page(self, connection: Connection, sheet: Sheet, offset: int, limit: int) -> tuple[int, list[Entry]]:
        """How many there are, and some of them, looked for from the nearer end."""
        count = self.count(connection, sheet)
        size = max(0, min(limit, count - offset))
        after = count - offset - size
        if offset <= after or not size:
            return count, self.some(connection, sheet, offset, size)
        return count, self.some(connection, sheet, after, size, backwards=True)[::-1]

    def _narrowed(self, asked: Select[Any], sheet: Sheet) -> Select[Any]:
        return narrowed(asked, sheet, self.conditions, self.match)

"""Changes made for a state of an entry that is no longer there: the second of two people is told, nothing is lost."""

from sqlalchemy import Connection, select

from storage.entries.columns import AnyRow
from storage.entries.finding import slices
from storage.entries.prepared import Prepared
from storage.entries.sheet import Sheet
from storage.entries.values import shown


def check_seen(connection: Connection, wave: list[Prepared]) -> None:
    """Gives a fault to every operation whose entry was written since its `seen`."""
    asked = [one for one in wave if one.seen is not None and one.id is not None]
    stand = _stand(connection, wave[0].sheet, [one.id for one in asked])
    for one in asked:
        row = stand.get(one.id)
        if row is not None and shown("datetime", row.updated) != one.seen:
            one.wrong("entry_stale", id=one.id, author=row.updater, time=row.updated)


def _stand(connection: Connection, sheet: Sheet, ids: list[int | None]) -> dict[int | None, AnyRow]:
    columns = sheet.table.c
    asked = select(columns.id, columns.updated, columns.updater)
    return {row.id: row for some in slices(ids) for row in connection.execute(asked.where(columns.id.in_(some)))}

"""References to entries of other components: written only where the entry is there.

An entry may be deleted while others refer to it. Its id stays where it stood and is never given again: looked up it
gives null, and writing it anew is refused.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from storage.component import ComponentField
from storage.entries.columns import column_of
from storage.entries.definitions import Definitions
from storage.entries.finding import existing
from storage.entries.prepared import Prepared
from storage.errors import NotFound


def check_references(connection: Connection, definitions: Definitions, wave: list[Prepared]) -> None:
    """Gives a fault to every operation that refers to an entry which is not there."""
    for field in wave[0].sheet.component.stored:
        if field.type != "catalog":
            continue
        column = column_of(field)
        known = there(connection, definitions, field, (one.row.get(column) for one in wave))
        for one in wave:
            meant = one.row.get(column)
            if meant is not None and meant not in known:
                one.wrong("entry_reference_gone", field.name, id=meant, component=field.catalog)


def refers_to_leaving(wave: list[Prepared]) -> bool:
    """Whether an operation of a wave refers to an entry that another one deletes: their order decides then."""
    sheet = wave[0].sheet
    leaving = {one.id for one in wave if one.kind == "delete"}
    own = [column_of(field) for field in sheet.component.stored if field.catalog == sheet.component.id]
    return bool(leaving) and any(one.row.get(column) in leaving for one in wave for column in own)


def there(
    connection: Connection, definitions: Definitions, field: ComponentField, ids: Iterable[int | None]
) -> set[int]:
    """Those of the ids that have an entry in the component that the field refers to."""
    asked = {one for one in ids if one is not None}
    if not asked:
        return set()
    try:
        return existing(connection, definitions.sheet(connection, field.catalog or ""), asked)
    except NotFound:
        return set()

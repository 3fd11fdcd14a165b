"""Entries by primary key and by id, a thousand in one question."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select, tuple_

from storage.entries.columns import AnyRow
from storage.entries.entry import Entry
from storage.entries.sheet import Sheet
from storage.entries.values import Misfit, fit, shown
from storage.entries.virtual import with_virtual
from storage.errors import StorageError

AT_ONCE = 1000
Key = tuple[Any, ...]


def find(connection: Connection, sheet: Sheet, keys: Sequence[Sequence[Any]]) -> list[int | None]:
    """The ids of the entries with these primary keys, None where there is none."""
    if not sheet.component.key:
        raise StorageError("component_without_key", name=sheet.component.name or sheet.component.id)
    wanted = [fitted(sheet, key) for key in keys]
    known = owners(connection, sheet, wanted)
    return [known.get(key) if key else None for key in wanted]


def owners(connection: Connection, sheet: Sheet, keys: Iterable[Key | None]) -> dict[Key, int]:
    """Which entry has which key, of fitted keys; those with a null belong to nobody."""
    parts = [sheet.table.c[name] for name in sheet.key_columns]
    if not parts:
        return {}
    whole = tuple_(*parts) if len(parts) > 1 else parts[0]
    found: dict[Key, int] = {}
    for some in slices(list(dict.fromkeys(key for key in keys if key))):
        sought = some if len(parts) > 1 else [key[0] for key in some]
        for owner, *key in connection.execute(select(sheet.table.c.id, *parts).where(whole.in_(sought))):
            found[tuple(key)] = owner
    return found


def fitted(sheet: Sheet, key: Sequence[Any]) -> Key | None:
    """The key as its columns keep it; None for one that no entry can have."""
    fields = sheet.component.key
    if len(key) != len(fields):
        raise StorageError("key_parts_wrong", name=sheet.component.name, wanted=len(fields), given=len(key))
    try:
        whole = tuple(fit(field.type, part) for field, part in zip(fields, key, strict=True))
    except Misfit:
        return None
    return None if None in whole else whole


def get(connection: Connection, sheet: Sheet, ids: Sequence[int]) -> list[Entry | None]:
    """The entries with these ids in their order, None where there is none."""
    found: dict[int, Entry] = {}
    for some in slices(list(dict.fromkeys(one for one in ids if is_id(one)))):
        asked = whole_entries(sheet).where(sheet.table.c.id.in_(some))
        found |= {entry["id"]: entry for entry in entries(sheet, connection.execute(asked))}
    return [found.get(one) for one in ids]


def is_id(value: Any) -> bool:
    """Whether an entry may have this id."""
    return type(value) is int and 0 < value < 2**63


def existing(connection: Connection, sheet: Sheet, ids: Iterable[int]) -> set[int]:
    """Those of the ids that have an entry."""
    column, found = sheet.table.c.id, set[int]()
    for some in slices(list(set(ids))):
        found.update(connection.execute(select(column).where(column.in_(some))).scalars())
    return found


def whole_entries(sheet: Sheet) -> Select[Any]:
    return select(*sheet.columns.values())


def entries(sheet: Sheet, rows: Iterable[AnyRow]) -> Iterator[Entry]:
    """Rows of `whole_entries` as people and flows see them."""
    names = list(sheet.columns)
    fields = [sheet.field(name) for name in names]
    moments = [place for place, field in enumerate(fields) if field and field.type == "datetime"]
    virtual = any(field.virtual for field in sheet.component.fields)
    for row in rows:
        values = list(row)
        for place in moments:
            values[place] = shown("datetime", values[place])
        entry = dict(zip(names, values, strict=True))
        yield with_virtual(entry, sheet.component) if virtual else entry


def slices(values: Sequence[Any], size: int = AT_ONCE) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]

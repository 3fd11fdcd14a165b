"""The primary keys that a wave of operations wants, against those that entries have."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from storage.entries.finding import Key, existing, owners, slices
from storage.entries.prepared import Prepared
from storage.entries.sheet import Sheet


class Keys:
    """What the entries of a wave have now, and which of their wishes stand against each other."""

    def __init__(self, connection: Connection, sheet: Sheet, wave: list[Prepared]) -> None:
        self._columns, self._nothing = sheet.key_columns, (None,) * len(sheet.key_columns)
        meant = [one.id for one in wave if one.id is not None]
        if any(one.keyed for one in wave):
            self.current = _keys_of(connection, sheet, meant)
        else:
            self.current = dict.fromkeys(existing(connection, sheet, meant), self._nothing)
        """The entries that are there, by id, with their keys where keys matter."""
        wanted = {one.index: key for one in wave if (key := self._wanted(one))}
        known = owners(connection, sheet, wanted.values())
        leaves = {one.id: one.index for one in wave if one.kind == "delete"}
        self.taken: dict[int, tuple[int, Key]] = {}
        """By index: the entry that has the key which an operation wants, and that key."""
        for one in wave:
            owner = known.get(wanted.get(one.index, ()))
            if owner not in (None, one.id) and leaves.get(owner, one.index) >= one.index:
                self.taken[one.index] = owner, wanted[one.index]
        moving = {one.id for one in wave if one.kind == "update" and one.keyed}
        doubles = len(set(wanted.values())) < len(wanted)
        self.tangled = doubles or any(owner in moving for owner, _ in self.taken.values())
        """Whether operations want each other's keys: their order decides then."""

    def _wanted(self, one: Prepared) -> Key | None:
        """The key that an entry will newly have; None where it keeps its own, or has a null in it."""
        if one.kind == "delete" or not one.keyed:
            return None
        now = self.current.get(one.id or 0, self._nothing)
        key = tuple(one.row.get(column, had) for column, had in zip(self._columns, now, strict=True))
        return None if None in key or key == now else key


def _keys_of(connection: Connection, sheet: Sheet, ids: Sequence[int]) -> dict[int, Key]:
    asked = select(sheet.table.c.id, *(sheet.table.c[column] for column in sheet.key_columns))
    found: dict[int, Key] = {}
    for some in slices(ids):
        for entry, *key in connection.execute(asked.where(sheet.table.c.id.in_(some))):
            found[entry] = tuple(key)
    return found

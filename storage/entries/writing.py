"""Operations done inside one transaction: what is bad is found and named, what is good is written in few statements."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, update

from storage.entries.columns import column_of
from storage.entries.definitions import Definitions
from storage.entries.entry import Done, Fault, Operation, Outcome
from storage.entries.finding import owners, slices
from storage.entries.keys import Keys
from storage.entries.prepared import Prepared
from storage.entries.preparing import Preparing
from storage.entries.references import check_references, refers_to_leaving
from storage.entries.seen import check_seen
from storage.entries.sheet import Sheet
from storage.entries.tables import COMPONENTS
from storage.entries.waves import waves


class Writing:
    """One transaction's work for a user. Components are locked until its end: none is redesigned meanwhile.

    `by_id`: the operations name fields by their ids alone.
    """

    def __init__(self, connection: Connection, definitions: Definitions, user: str, *, by_id: bool = False) -> None:
        self._connection, self._definitions, self._user = connection, definitions, user
        self._by_id = by_id
        self._now = datetime.now(UTC).isoformat()
        self._outcomes: dict[int, Outcome] = {}
        self.faults: list[Fault] = []
        """Everything that is wrong, in the order of the operations."""

    def done(self, operations: Sequence[Operation]) -> list[Outcome]:
        """What became of each; `NotFound` for a component that is gone."""
        names = sorted({operation.component for operation in operations})
        sheets = {name: self._definitions.with_entries(self._connection, name, locked=True) for name in names}
        preparing = {name: Preparing(sheet, by_id=self._by_id) for name, sheet in sheets.items()}
        prepared = [preparing[one.component](index, one) for index, one in enumerate(operations)]
        for wave in waves(one for one in prepared if not one.faults):
            self._do(wave)
        self.faults = [fault for one in prepared for fault in one.faults]
        return [_failed(one) if one.faults else self._outcomes[one.index] for one in prepared]

    def _do(self, wave: list[Prepared]) -> None:
        sheet = wave[0].sheet
        if len(wave) > 1 and refers_to_leaving(wave):
            return self._do_singly(wave)
        _resolve(self._connection, sheet, wave)
        check_references(self._connection, self._definitions, wave)
        check_seen(self._connection, wave)
        good = [one for one in wave if not one.faults]
        keys = Keys(self._connection, sheet, good)
        if len(wave) > 1 and keys.tangled:
            return self._do_singly(good)
        by_kind: dict[str, list[Prepared]] = defaultdict(list)
        for one in good:
            if self._stands(keys, one):
                by_kind[one.kind].append(one)
        self._delete(sheet, by_kind["delete"])
        self._update(sheet, by_kind["update"])
        return self._create(sheet, by_kind["create"])

    def _do_singly(self, wave: list[Prepared]) -> None:
        for one in wave:
            self._do([one])

    def _stands(self, keys: Keys, one: Prepared) -> bool:
        """Whether the entry is there, and its key its own."""
        missing = one.kind != "create" and one.id not in keys.current
        if missing and one.kind == "delete":
            self._outcomes[one.index] = Outcome("missing", one.id)
        elif missing:
            one.wrong("entry_missing", id=one.id)
        elif one.index in keys.taken:
            owner, key = keys.taken[one.index]
            one.wrong("entry_key_taken", id=owner, value=" / ".join(map(str, key)))
        return not missing and not one.faults

    def _delete(self, sheet: Sheet, wave: list[Prepared]) -> None:
        for some in slices([one.id for one in wave]):
            self._connection.execute(sheet.table.delete().where(sheet.table.c.id.in_(some)))
        self._tell(wave, "deleted")

    def _update(self, sheet: Sheet, wave: list[Prepared]) -> None:
        alike: dict[tuple[str, ...], list[Prepared]] = defaultdict(list)
        for one in wave:
            alike[tuple(one.row)].append(one)
        for columns, some in alike.items():
            self._connection.execute(
                sheet.updating(columns),
                [{**one.row, "which": one.id, "updater": self._user, "updated": self._now} for one in some],
            )
        self._tell(wave, "updated")

    def _create(self, sheet: Sheet, wave: list[Prepared]) -> None:
        for one in wave:
            for field in sheet.component.stored:
                if field.required and one.row.get(column_of(field)) is None:
                    one.wrong("entry_value_missing", field.name)
        good = [one for one in wave if not one.faults]
        if not good:
            return
        last = self._take_ids(sheet, len(good))
        for number, one in enumerate(good, last - len(good) + 1):
            one.id = number
        said = {"creator": self._user, "updater": self._user, "created": self._now, "updated": self._now}
        blank = dict.fromkeys(column_of(field) for field in sheet.component.stored) | said
        self._connection.execute(sheet.table.insert(), [{**blank, **one.row, "id": one.id} for one in good])
        self._tell(good, "created")

    def _take_ids(self, sheet: Sheet, count: int) -> int:
        """The last of so many new ids. They are never given twice, so that a reference never means another entry."""
        mine = COMPONENTS.c.number == sheet.number
        taken = update(COMPONENTS).where(mine).values(last_entry=COMPONENTS.c.last_entry + count)
        return int(self._connection.execute(taken.returning(COMPONENTS.c.last_entry)).scalar_one())

    def _tell(self, wave: list[Prepared], done: Done) -> None:
        self._outcomes |= {one.index: Outcome(done, one.id) for one in wave}


def _resolve(connection: Connection, sheet: Sheet, wave: list[Prepared]) -> None:
    """A save becomes the update of the entry that has its key, or a creation."""
    saves = [one for one in wave if one.kind == "save"]
    if saves:
        known = owners(connection, sheet, [one.key for one in saves])
        for one in saves:
            one.id = known.get(one.key) if one.key else None
            one.kind = "create" if one.id is None else "update"


def _failed(one: Prepared) -> Outcome:
    return Outcome("missing" if one.faults[0].code == "entry_missing" else "failed", one.id, one.faults[0])

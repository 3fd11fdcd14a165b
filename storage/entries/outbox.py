"""What was posted: it outlives the process, and is written soon, in order and once, by the courier."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from storage.entries.columns import AnyRow
from storage.entries.deeds import Deed
from storage.entries.definitions import Definitions
from storage.entries.entry import Fault, Operation, Unfit
from storage.entries.place import Place, insert_unless_there
from storage.entries.preparing import Preparing
from storage.entries.tables import OUTBOX
from storage.errors import NotFound

_O = OUTBOX.c


@dataclass(frozen=True)
class Undelivered:
    """A posting that could not be written, and why; later ones went on without it."""

    number: int
    key: str
    user: str
    time: datetime
    operations: Sequence[Operation]
    faults: Sequence[Fault]


class Outbox:
    """The postings of a sandbox. `wake` tells the courier that there is something to do."""

    def __init__(self, database: Place, definitions: Definitions, wake: Callable[[], None]) -> None:
        self._database, self._definitions, self._wake = database, definitions, wake
        self._sandbox = definitions.sandbox

    def post(self, operations: Sequence[Operation], user: str, key: str) -> None:
        """Keep the operations until they are written; a key that was posted or written before is not posted again.

        What no design of today can take is refused at once: `Unfit`, `NotFound`.
        """
        with self._database.writing() as connection:
            fitted = self._fitted(connection, operations)
            row = {"sandbox": self._sandbox, "key": key, "user": user, "operations": fitted, "failed": False}
            if not Deed(connection, self._sandbox, key).known():
                insert_unless_there(connection, OUTBOX, row | {"time": datetime.now(UTC)})
        self._wake()

    def waiting(self) -> int:
        """How many postings are still to be written."""
        with self._database.snapshot() as connection:
            asked = select(func.count()).where(_O.sandbox == self._sandbox, _O.failed.is_(False))
            return int(connection.execute(asked).scalar_one())

    def undelivered(self, limit: int = 100) -> list[Undelivered]:
        """What could not be written, oldest first."""
        with self._database.snapshot() as connection:
            asked = select(OUTBOX).where(_O.sandbox == self._sandbox, _O.failed).order_by(_O.number).limit(limit)
            return [_undelivered(row) for row in connection.execute(asked)]

    def retry(self, number: int) -> None:
        """Have a posting that failed tried again; `NotFound`."""
        with self._database.writing() as connection:
            again = update(OUTBOX).where(*self._failed(number)).values(failed=False, faults=None)
            if not connection.execute(again).rowcount:
                raise NotFound("posting", str(number))
        self._wake()

    def drop(self, number: int) -> None:
        """Give a posting that failed up for good; `NotFound`."""
        with self._database.writing() as connection:
            key = connection.execute(select(_O.key).where(*self._failed(number))).scalar_one_or_none()
            if key is None:
                raise NotFound("posting", str(number))
            Deed(connection, self._sandbox, key).begun()
            connection.execute(delete(OUTBOX).where(_O.number == number))

    def _failed(self, number: int) -> tuple[Any, ...]:
        return _O.sandbox == self._sandbox, _O.number == number, _O.failed

    def _fitted(self, connection: Connection, operations: Sequence[Operation]) -> list[Any]:
        """The operations as JSON, their values by the ids of fields, which stay when fields are renamed."""
        names = {operation.component for operation in operations}
        sheets = {name: self._definitions.with_entries(connection, name) for name in sorted(names)}
        preparing = {name: Preparing(sheet) for name, sheet in sheets.items()}
        prepared = [preparing[one.component](index, one) for index, one in enumerate(operations)]
        if faults := [fault for one in prepared for fault in one.faults]:
            raise Unfit(faults)
        told = []
        for one, made in zip(operations, prepared, strict=True):
            ids = {column: column.rpartition("__")[0] for column in made.row}
            values = {ids[column]: value for column, value in made.row.items()}
            told.append([one.component, one.kind, one.id, values, one.seen])
        return told


def posted(row: AnyRow) -> list[Operation]:
    """The operations of a posting, their values by the ids of fields."""
    return [Operation(*told) for told in row.operations]


def _undelivered(row: AnyRow) -> Undelivered:
    faults = [Fault(**fault) for fault in row.faults or ()]
    return Undelivered(row.number, row.key, row.user, row.time, posted(row), faults)

"""The courier writes what was posted: a posting leaves the outbox in the very transaction that writes its entries."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from threading import Event, Thread

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import OperationalError

from storage.entries.columns import AnyRow
from storage.entries.deeds import Deed
from storage.entries.definitions import Definitions
from storage.entries.entry import Fault, Unfit
from storage.entries.outbox import posted
from storage.entries.place import Place
from storage.entries.tables import OUTBOX
from storage.entries.writing import Writing
from storage.errors import StorageError

_O = OUTBOX.c
_AT_ONCE = 100
"""Postings that are written in one transaction."""
_LOOK = 1.0
"""Seconds after which the outbox is looked into though nobody said that something was posted."""


class Courier:
    """One thread that delivers the postings of every sandbox, oldest first."""

    def __init__(self, database: Place) -> None:
        self._database = database
        self._definitions: dict[str, Definitions] = {}
        self._posted, self._closing = Event(), Event()
        self._thread = Thread(target=self._work, name="etapes-courier", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something was posted."""
        self._posted.set()

    def close(self) -> None:
        """Stop; what is not written yet is written after the next start."""
        self._closing.set()
        self._posted.set()
        if self._thread.is_alive():
            self._thread.join()

    def deliver(self) -> int:
        """Write the oldest postings in one transaction; gives how many left the outbox or failed."""
        asked = select(OUTBOX).where(_O.failed.is_(False)).order_by(_O.number).limit(_AT_ONCE).with_for_update()
        with self._database.writing() as connection:
            rows = connection.execute(asked).all()
            for row in rows:
                self._deliver(connection, row)
        return len(rows)

    def _deliver(self, connection: Connection, row: AnyRow) -> None:
        deed = Deed(connection, row.sandbox, row.key)
        try:
            with _all_or_nothing(connection):
                if deed.begun():
                    definitions = self._definitions.setdefault(row.sandbox, Definitions(row.sandbox))
                    writing = Writing(connection, definitions, row.user, by_id=True)
                    outcomes = writing.done(posted(row))
                    if writing.faults:
                        raise Unfit(writing.faults)
                    deed.end(outcomes)
                connection.execute(delete(OUTBOX).where(_O.number == row.number))
        except OperationalError:  # no room, no server: of another time, not of this posting
            raise
        except Exception as wrong:
            faults = [asdict(fault) for fault in _faults(wrong)]
            connection.execute(update(OUTBOX).where(_O.number == row.number).values(failed=True, faults=faults))

    def _work(self) -> None:
        while not self._closing.is_set():
            self._posted.clear()
            try:
                while not self._closing.is_set() and self.deliver():
                    pass
            except Exception:  # it stays in the outbox, and the thread must live
                logging.getLogger("etapes").exception("posted entries could not be written yet")
            self._posted.wait(_LOOK)


def _faults(wrong: Exception) -> list[Fault]:
    if isinstance(wrong, Unfit):
        return wrong.faults
    if isinstance(wrong, StorageError):
        return [Fault(wrong.code, parameters=wrong.parameters)]
    logging.getLogger("etapes").error("a posting could not be written", exc_info=wrong)
    return [Fault(StorageError.code)]


@contextmanager
def _all_or_nothing(connection: Connection) -> Iterator[None]:
    """A part of a transaction that leaves nothing behind when it raises."""
    connection.exec_driver_sql("SAVEPOINT posting")
    try:
        yield
    except BaseException:
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT posting")
        raise
    connection.exec_driver_sql("RELEASE SAVEPOINT posting")

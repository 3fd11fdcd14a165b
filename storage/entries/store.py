"""Where the entries of an installation are kept, opened when they are asked for first."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

from storage.entries.courier import Courier
from storage.entries.deeds import forget_deeds
from storage.entries.entries import Entries
from storage.entries.place import FILE, Place, from_environment, open_place
from storage.witness import Witness, unseen


class EntryStore:
    """The entries of every sandbox, in one database. With `courier`, what is posted is written by this process."""

    def __init__(self, folder: Path, *, courier: bool, witness: Witness = unseen) -> None:
        self._folder, self._with_courier = folder, courier
        self._place: Place | None = None
        self._courier: Courier | None = None
        self._opening = Lock()
        self._of = lru_cache(maxsize=256)(lambda sandbox: Entries(self._opened(), sandbox, self._wake, witness))

    def start(self) -> None:
        """Write what was left in the outbox; a PostgreSQL that does not answer is said now."""
        if self._used():
            self._opened()

    def forget(self, before: datetime) -> None:
        """Forget the keys of what was written before a moment, in every sandbox."""
        if self._used():
            with self._opened().writing() as connection:
                forget_deeds(connection, before)

    def of(self, sandbox: str) -> Entries:
        """The entries of a sandbox, a world of its own."""
        return self._of(sandbox)

    def close(self) -> None:
        if self._courier:
            self._courier.close()
        if self._place:
            self._place.close()

    def _used(self) -> bool:
        return bool(from_environment()) or (self._folder / FILE).exists()

    def _opened(self) -> Place:
        with self._opening:
            if self._place is None:
                self._place = open_place(self._folder)
                if self._with_courier:
                    self._courier = Courier(self._place)
                    self._courier.start()
            return self._place

    def _wake(self) -> None:
        if self._courier:
            self._courier.wake()

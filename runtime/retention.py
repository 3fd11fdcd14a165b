"""Old runs are forgotten: their records, their events and their workflows. Files that they made stay."""

import logging
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from storage.logs import Logs
from storage.runs import Runs

KEEP = "ETAPES_KEEP_RUNS_DAYS"
"""For how many days a finished run is remembered; 0 for ever."""
_DAYS = 90
_DAY = 24 * 60 * 60.0
_AT_ONCE = 200


class Retention:
    """Forgets at the start and once a day. `forget` is told of every batch of runs that is to go."""

    def __init__(self, runs: Runs, logs: Logs, forget: Callable[[Sequence[str]], None]) -> None:
        self._runs, self._logs, self._forget = runs, logs, forget
        self.others: list[Callable[[datetime], object]] = []
        """Told of the moment before which nothing needs to be remembered."""
        self._closing = Event()
        self._thread = Thread(target=self._daily, name="etapes-retention", daemon=True)

    def start(self) -> None:
        if days_kept():
            self._thread.start()

    def close(self) -> None:
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join()

    def clear(self, before: datetime) -> int:
        """Forget the runs that ended before a moment; gives how many."""
        count = 0
        while not self._closing.is_set() and (old := self._runs.ended(before, _AT_ONCE)):
            self.drop(old)
            count += len(old)
        for forget in self.others:
            forget(before)
        return count

    def drop(self, runs: Sequence[str]) -> None:
        """Forget these runs, which are over."""
        self._forget(runs)
        with self._runs.database.writing() as connection:
            self._logs.forget(connection, runs)
            self._runs.forget(connection, runs)

    def _daily(self) -> None:
        while not self._closing.is_set():
            try:
                self.clear(datetime.now(UTC) - timedelta(days=days_kept()))
            except Exception:  # the thread must live
                logging.getLogger("etapes").exception("old runs could not be forgotten")
            self._closing.wait(_DAY)


def days_kept() -> int:
    """The setting; what is no number is none."""
    text = os.environ.get(KEEP, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else _DAYS

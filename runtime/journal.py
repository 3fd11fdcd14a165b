"""What runs say, numbered and stored: batched up to 50 ms, at once where something must not be lost.

An event is shown to followers when it is stored, so that a number once seen never changes, whatever dies.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Event as Signal
from threading import Lock, Thread
from time import sleep
from typing import Any

from runtime.events import Complete, Event
from storage.errors import StorageError
from storage.logs import Logs
from storage.runs import RunRecord, Runs


@dataclass
class Waiting:
    """What one run has said and changed since the last commit; `record` when the run itself is not stored yet."""

    record: RunRecord | None = None

    events: list[tuple[int, bytes]] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)


BATCH = 0.05
"""Seconds that an event may wait for others."""
_NO_ROOM = 1.0
"""Seconds until the next attempt to write to a full disk."""
_GATHER = 0.002
"""Seconds that one run's words wait for another's."""


class Journals:
    """The journals of all runs that are working, and the one pen that writes them.

    Whoever flushes writes what everybody has said so far.
    """

    def __init__(self, runs: Runs, logs: Logs) -> None:
        self._runs, self._logs = runs, logs
        self._waiting: dict[str, Waiting] = {}
        self._listeners: dict[str, list[Callable[[], None]]] = {}
        self._door, self._pen = Lock(), Lock()
        self._called, self._closed = Signal(), False
        self._thread: Thread | None = None

    def open(self, run: str, *, new: bool) -> "Journal":
        """The journal of a run; one that was begun before goes on after its last stored number."""
        return Journal(run, self, 0 if new else self._logs.last(run))

    def create(self, record: RunRecord, *said: Event) -> None:
        """Store a new run with its first words and what it says next."""
        events = [(number, _told(event)) for number, event in enumerate(said, 1)]
        with self._door:
            self._waiting[record.id] = Waiting(record, events)
        self._call()

    def add(self, run: str, number: int, event: Event) -> None:
        self._wait(run, [(number, _told(event))], {})

    def change(self, run: str, changes: dict[str, Any]) -> None:
        """Change the run's record in the same commit as what was said so far."""
        self._wait(run, [], changes)

    def _wait(self, run: str, events: list[tuple[int, bytes]], changes: dict[str, Any]) -> None:
        with self._door:
            waiting = self._waiting.setdefault(run, Waiting())
            waiting.events += events
            waiting.changes |= changes
        self._call()

    def _call(self) -> None:
        if not self._called.is_set():
            self._called.set()
        if self._thread is None and not self._closed:
            with self._door:
                if self._thread is None:
                    self._thread = Thread(target=self._write_now_and_then, name="etapes-journal", daemon=True)
                    self._thread.start()

    def flush(self, run: str | None = None) -> None:
        """Everything said before this call (by `run`) is stored when it returns.

        While other runs are talking, too, the pen waits a moment for them: many small runs share one commit.
        """
        with self._pen:
            if run is not None and run not in self._waiting:
                return
            if len(self._waiting) > 1:
                sleep(_GATHER)
            with self._door:
                waiting, self._waiting = self._waiting, {}
            try:
                self._write(waiting)
            except BaseException:
                self._runs.doubt()
                self._put_back(waiting)
                raise
        for name in waiting:
            self.ring(name)

    def flush_or_forget(self, run: str) -> None:
        """What waits of this run is stored when it returns; when it raises, it is as if it had never been said."""
        with self._pen:
            with self._door:
                said = self._waiting.pop(run, None)
            try:
                self._write({run: said} if said else {})
            except BaseException:
                self._runs.doubt()
                raise
        self.ring(run)

    def ring(self, run: str) -> None:
        """Tell the run's followers that there is more to read."""
        with self._door:
            listeners = list(self._listeners.get(run, ()))
        for listener in listeners:
            listener()

    @contextmanager
    def listening(self, run: str, listener: Callable[[], None]) -> Iterator[None]:
        """Call `listener` (from any thread, quickly done) whenever events of the run were stored."""
        with self._door:
            self._listeners.setdefault(run, []).append(listener)
        try:
            yield
        finally:
            with self._door:
                self._listeners[run].remove(listener)
                if not self._listeners[run]:
                    del self._listeners[run]

    def close(self) -> None:
        self._closed = True
        self._called.set()
        if self._thread:
            self._thread.join()
        with suppress(StorageError):  # a run whose end could not be written is done again at the next start
            self.flush()

    def _write_now_and_then(self) -> None:
        pause = Signal()
        while not self._closed:
            self._called.wait()
            self._called.clear()
            pause.wait(BATCH)
            try:
                self.flush()
            except StorageError:  # no room now: what was said waits and is written when there is some
                pause.wait(_NO_ROOM)
                self._called.set()

    def _write(self, waiting: dict[str, "Waiting"]) -> None:
        if not waiting:
            return
        with self._runs.database.writing() as connection:
            new = [replace(said.record, **said.changes) for said in waiting.values() if said.record]
            self._runs.insert(connection, new)
            self._logs.insert(connection, {run: said.events for run, said in waiting.items()})
            for run, said in waiting.items():
                if said.changes and not said.record:
                    self._runs.change(connection, run, said.changes)

    def _put_back(self, unwritten: dict[str, "Waiting"]) -> None:
        with self._door:
            for run, before in unwritten.items():
                after = self._waiting.get(run, Waiting())
                both = before.events + after.events, before.changes | after.changes
                self._waiting[run] = Waiting(before.record, *both)


def _told(event: Event) -> bytes:
    return event.model_dump_json().encode()


def now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """One run's own: says events in order, each with the next number."""

    def __init__(self, run: str, journals: Journals, last: int) -> None:
        self.run = run
        self._journals, self._last = journals, last
        self._lock = Lock()

    def say(self, event: Event) -> None:
        with self._lock:
            self._last += 1
            self._journals.add(self.run, self._last, event)

    def complete(self) -> None:
        """The last word: its count includes itself."""
        with self._lock:
            self._last += 1
            self._journals.add(self.run, self._last, Complete(time=now(), count=self._last))

    def change(self, **changes: Any) -> None:
        """Change the run's record, in the same commit as what was said before."""
        self._journals.change(self.run, changes)

    def flush(self) -> None:
        self._journals.flush(self.run)

"""Counting what passes, and the one place where flowing data can be stopped."""

from collections.abc import Callable
from threading import Event, Lock
from time import monotonic
from typing import Literal

Reason = Literal["cancelled", "closing", "timeout"]
PROGRESS = 0.25
"""Seconds between two words about one step's progress."""


class Stopped(Exception):
    """The run was told to stop: `reason` says by whom."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


class Stop:
    """The brake of one run: looked at between steps and at every batch that passes."""

    def __init__(self) -> None:
        self._event = Event()
        self._reason: Reason | None = None
        self.deadline: float | None = None
        """When the data that flows now must have arrived (monotonic seconds)."""

    def pull(self, reason: Reason) -> None:
        self._reason = self._reason or reason
        self._event.set()

    @property
    def reason(self) -> Reason | None:
        if self._reason is None and self.deadline is not None and monotonic() > self.deadline:
            return "timeout"
        return self._reason

    def look(self) -> None:
        """Raise `Stopped` when it is time."""
        reason = self.reason
        if reason:
            raise Stopped(reason)

    def wait(self, seconds: float) -> None:
        """Pause, and wake at once when the brake is pulled."""
        self._event.wait(seconds)
        self.look()


class Gauge:
    """How many items a step has handed on. Closed after its chain ran once: a second pass counts nothing."""

    def __init__(self, stop: Stop, progress: Callable[[int], None]) -> None:
        self.items = 0
        self._stop, self._progress = stop, progress
        self._open, self._told = True, monotonic()
        self._lock = Lock()

    def note(self, count: int) -> None:
        self._stop.look()
        if not self._open:
            return
        with self._lock:
            self.items += count
            moment = monotonic()
            due = moment - self._told >= PROGRESS
            self._told = moment if due else self._told
        if due:
            self._progress(self.items)

    def close(self) -> int:
        self._open = False
        return self.items

    def reset(self) -> None:
        """Before the chain runs again."""
        self.items = 0

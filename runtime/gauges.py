"""Counting what passes."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

from runtime.stop import Stop

PROGRESS = 0.25
"""Seconds between two words about one step's progress."""


class Gauge:
    """How many items a step has handed on. Closed after its chain ran once: a second pass counts nothing."""

    def __init__(self, stop: Stop, progress: Callable[[int], None]) -> None:
        self.items = 0
        self.stop, self._progress = stop, progress
        self._open, self._told = True, monotonic()
        self._lock = Lock()

    def note(self, count: int) -> None:
        self.stop.look()
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

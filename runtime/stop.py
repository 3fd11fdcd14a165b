"""The brake of a run: the one place where flowing data can be stopped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from time import monotonic
from typing import Literal

Reason = Literal["cancelled", "closing", "timeout"]


class Stopped(Exception):
    """The run was told to stop: `reason` says by whom."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


class Stop:
    """The brake of one run: looked at between steps and at every batch that passes."""

    def __init__(self) -> None:
        self._event, self._lock = Event(), Lock()
        self._cuts: list[Callable[[], None]] = []
        self._reason: Reason | None = None
        self.deadline: float | None = None
        """When the data that flows now must have arrived (monotonic seconds)."""
        self.limit: float | None = None
        """How many seconds it was given for that."""

    def pull(self, reason: Reason) -> None:
        with self._lock:
            self._reason = self._reason or reason
            self._event.set()
            for cut in self._cuts:
                cut()

    @contextmanager
    def cutting(self, cut: Callable[[], None]) -> Iterator[None]:
        """While the block works, pulling the brake calls `cut`: for work outside, which cannot look by itself."""
        with self._lock:
            self.look()
            self._cuts.append(cut)
        try:
            yield
        finally:
            with self._lock:
                self._cuts.remove(cut)

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

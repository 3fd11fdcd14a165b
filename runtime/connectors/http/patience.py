"""How long a call may take, and when it must be given up: looked at between two pieces of data, however slow."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic

SLICE = 0.25
"""Seconds after which a waiting call looks whether it was cancelled."""


class Overdue(Exception):
    """The call took longer than it may."""


class Patience(threading.local):
    """The call that this thread makes: when it must be over, and who may end it before."""

    def __init__(self) -> None:
        self._ends = inf
        self._look: Callable[[], None] = _nobody

    @contextmanager
    def lasting(self, seconds: float, look: Callable[[], None]) -> Iterator[None]:
        """What the block sends and receives is over after so many seconds; `look` raises when it must stop at once."""
        before = self._ends, self._look
        self._ends, self._look = monotonic() + seconds, look
        try:
            yield
        finally:
            self._ends, self._look = before

    def left(self, most: float | None = None) -> float:
        """Seconds that the next piece may take, `most` at most. `Overdue` when there are none."""
        self._look()
        left = self._ends - monotonic()
        if left <= 0:
            raise Overdue
        return left if most is None else min(left, most)


def _nobody() -> None:
    return None

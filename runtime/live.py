"""Runs that this process is doing now."""

from asyncio import AbstractEventLoop, get_running_loop
from asyncio import Event as AsyncSignal
from asyncio import wait_for as async_wait_for
from collections.abc import Callable
from threading import Event as Signal
from threading import Lock
from typing import Any

from runtime.recorded import Recorded
from runtime.stop import Stop
from storage.errors import StorageError
from storage.runs import RunRecord


class Live:
    """One accepted run: its brake, what it has done so far, and the end that callers wait for."""

    def __init__(self, record: RunRecord | None) -> None:
        self.record = record
        """The record as accepted; None after a recovery, when it must be read."""
        self.stop = Stop()
        self.recorded = Recorded()
        self.cancelled_by = ""
        self.seen: dict[str, Any] | None = None
        """The run as callers see it, once it is over."""
        self.unwritten: StorageError | None = None
        """Why the end is not stored yet."""
        self._claimed = False
        self._over = Signal()
        self._then: list[Callable[[], None]] = []
        self._lock = Lock()

    def claim(self) -> bool:
        """Whether the caller is the first one who wants to do this run."""
        with self._lock:
            first, self._claimed = not self._claimed, True
        return first

    def outcome(self) -> dict[str, Any] | None:
        """The run as it ended; raises what kept its end from being stored."""
        if self.unwritten:
            raise self.unwritten
        return self.seen

    def end(self) -> None:
        with self._lock:
            self._over.set()
            then, self._then = self._then, []
        for call in then:
            call()

    def then(self, call: Callable[[], None]) -> None:
        """Call, from whatever thread, once nothing works on the run any more."""
        with self._lock:
            if not self._over.is_set():
                self._then.append(call)
                return
        call()

    def wait(self, seconds: float | None) -> bool:
        return self._over.wait(seconds)

    def stopped(self, seconds: float) -> bool:
        """Whether nothing works on it any more; a run that nobody took up yet needs not to be waited for."""
        return not self._claimed or self._over.wait(seconds)

    async def wait_async(self, seconds: float | None) -> bool:
        """The same on an event loop, holding no thread."""
        loop, over = get_running_loop(), AsyncSignal()
        with self._lock:
            if self._over.is_set():
                return True
            self._then.append(lambda: _wake(loop, over))
        try:
            await async_wait_for(over.wait(), seconds)
        except TimeoutError:
            return False
        return True


def _wake(loop: AbstractEventLoop, signal: AsyncSignal) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(signal.set)

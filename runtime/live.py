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
        self._over = Signal()
        self._then: list[Callable[[], None]] = []
        self._lock = Lock()

    def end(self) -> None:
        with self._lock:
            self._over.set()
            then, self._then = self._then, []
        for call in then:
            call()

    def wait(self, seconds: float | None) -> bool:
        return self._over.wait(seconds)

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

"""A run's stored events as they come: for threads and for event loops."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from threading import Event as Signal
from typing import Any

from runtime.journal import Journals
from runtime.runs import OVER
from runtime.stores import Stores

Numbered = tuple[int, dict[str, Any]]
_LOOK_AGAIN = 2.0
"""Seconds after which a follower looks even if nobody rang: another process may be writing."""


def follow(stores: Stores, journals: Journals, run: str, after: int) -> Iterator[Numbered]:
    """Blocks until more comes; ends behind the last `complete`."""
    signal = Signal()
    with journals.listening(run, signal.set):
        while True:
            signal.clear()
            over, batch = _more(stores, run, after)
            yield from batch
            if batch:
                after = batch[-1][0]
            elif over:
                return
            else:
                signal.wait(_LOOK_AGAIN)


async def follow_async(stores: Stores, journals: Journals, run: str, after: int) -> AsyncIterator[Numbered]:
    """Reads in a thread, waits on the loop."""
    loop, signal = asyncio.get_running_loop(), asyncio.Event()

    def rang() -> None:
        loop.call_soon_threadsafe(signal.set)

    with journals.listening(run, rang):
        while True:
            signal.clear()
            over, batch = await asyncio.to_thread(_more, stores, run, after)
            for numbered in batch:
                yield numbered
            if batch:
                after = batch[-1][0]
            elif over:
                return
            else:
                with suppress(TimeoutError):
                    await asyncio.wait_for(signal.wait(), _LOOK_AGAIN)


def _more(stores: Stores, run: str, after: int) -> tuple[bool, Sequence[Numbered]]:
    """Whether the run is over, and what came after a number. Asked in this order: the end of a run and its last event
    are one commit, so all is there to be read once it is over, and not before."""
    over = stores.runs.get(run).status in OVER
    return over, stores.logs.read(run, after, 1000)

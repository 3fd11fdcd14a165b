"""Tasks of an event loop that go on whatever happens, until they are to end: then they do.

A cancellation can get lost: `asyncio.wait_for` before Python 3.12 forgets it when what it waits for happens in that
very moment, and closing a line that is broken raises something else instead.
"""

import asyncio
import logging
from collections.abc import Awaitable, Iterable
from typing import Any

_AGAIN = 5.0
"""Seconds after which a task that goes on in spite of its cancellation is cancelled again."""


async def tried(wrong: str, work: Awaitable[None], *passing: type[Exception]) -> bool:
    """Whether it could be done: for a part of a loop that must not end.

    What went wrong is said in the server's log, headed by `wrong`; what passes by itself is not.
    """
    try:
        await work
    except passing:
        return False
    except Exception:
        logging.getLogger("etapes").exception(wrong)
        return False
    return True


def cancelled() -> bool:
    """Whether the task that asks was cancelled, also where the cancellation got lost on its way."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel them until all are over. What they raise is not told."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=_AGAIN)

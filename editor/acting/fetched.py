"""Whether a file has left for the browser: a page that goes elsewhere too early takes its download with it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

_PATIENCE = 5.0
"""Seconds after which a download either goes on without its page, or was refused by the browser."""
_awaited: dict[str, asyncio.Event] = {}


class Receipt:
    """Of one download: its `token` goes with the request."""

    def __init__(self) -> None:
        self.token = uuid4().hex
        self.arrived = asyncio.Event()

    async def wait(self) -> None:
        """Until the file was sent; not longer than a person waits."""
        try:
            await asyncio.wait_for(self.arrived.wait(), _PATIENCE)
        except TimeoutError:
            return


@contextmanager
def receipt() -> Iterator[Receipt]:
    """A receipt that `sent` knows while it is awaited."""
    made = Receipt()
    _awaited[made.token] = made.arrived
    try:
        yield made
    finally:
        del _awaited[made.token]


async def sent(token: str) -> None:
    """The file with this receipt was sent whole. Tokens that nobody awaits are nothing."""
    if token in _awaited:
        _awaited[token].set()

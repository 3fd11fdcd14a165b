"""A run's events as Server-Sent Events, without a gap from where the client stopped."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from editor.api.answers import Voice, plain
from editor.api.run_shapes import said
from storage.exact_json import dumps

if TYPE_CHECKING:
    from runtime.engine import Engine

SILENCE = 15.0
"""After so many seconds without an event a comment keeps proxies from hanging up."""


async def event_stream(engine: "Engine", run: str, after: int, voice: Voice) -> AsyncIterator[bytes]:
    events = engine.follow_async(run, after)
    coming = asyncio.ensure_future(anext(events, None))
    try:
        while True:
            await asyncio.wait({coming}, timeout=SILENCE)
            if not coming.done():
                yield b": \n\n"
                continue
            if (found := coming.result()) is None:
                return
            coming = asyncio.ensure_future(anext(events, None))
            yield message(*found, voice)
    finally:
        coming.cancel()


def message(number: int, event: dict[str, object], voice: Voice) -> bytes:
    """One event on the wire; JSON has no line breaks, so its data is one line."""
    data = dumps(plain(said(voice, event))).strip()
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (number, str(event["type"]).encode(), data)

"""An open page that follows a person's notices, whoever changes them in whatever thread."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from nicegui import background_tasks, ui

from editor.notices.inbox import Inbox

_TOGETHER = 0.1
"""Seconds in which further changes are waited for, and looked at together."""


def follow(inbox: Inbox, look: Callable[[], Awaitable[None]]) -> None:
    """Have `look` awaited in the page's own place soon after each change, for as long as the page stands."""
    loop, client, coming = asyncio.get_running_loop(), ui.context.client, [False]

    async def soon() -> None:
        await asyncio.sleep(_TOGETHER)
        coming[0] = False
        if not client.is_deleted:
            with client:
                await look()

    def changed() -> None:
        if not coming[0]:
            coming[0] = True
            background_tasks.create(soon(), name="notices")

    def told() -> None:
        with suppress(RuntimeError):  # the server has stopped; nobody looks any more
            loop.call_soon_threadsafe(changed)

    client.on_delete(inbox.watch(told))

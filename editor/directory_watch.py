"""Whoever is disabled in their directory is out here, too, a few minutes later."""

import asyncio

from starlette.concurrency import run_in_threadpool

from runtime.installation import Installation
from runtime.tasks import tried
from storage.errors import StorageError

LOOK_SECONDS = 300.0
"""Between two questions to the directories about everybody who is signed in."""


async def watch_directories(installation: Installation) -> None:
    """For as long as the server runs; open pages then end with their sessions."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        look = run_in_threadpool(installation.reception.look_again)
        await tried("the directories could not be asked", look, StorageError)  # a full disk, a busy file: asked again

"""Open pages end with their session and follow the rights of their person: within a second, at logout at once."""

import asyncio
from time import monotonic

from nicegui import Client, core
from starlette.concurrency import run_in_threadpool

from editor.where import sandbox_of
from runtime.installation import Installation
from runtime.tasks import tried
from storage.errors import StorageError
from storage.people import People

LOOK_SECONDS = 1.0
"""Between two looks whether anything about people has changed."""
CHECK_SECONDS = 60.0
"""A session ends by time, too, with nothing changing anywhere."""


async def end_session(secret: str) -> None:
    """Send every open page of this session to the login page and close its sockets."""
    for client in list(Client.instances.values()):
        if _session_of(client) == secret:
            await _end(client)


async def end_sessions(people: People) -> None:
    """The same for every open page whose session has ended meanwhile."""
    for client in list(Client.instances.values()):
        secret = _session_of(client)
        if secret is not None and await run_in_threadpool(people.session, secret) is None:
            await _end(client)


async def watch_sessions(installation: Installation) -> None:
    """For as long as the server runs: end the pages whose session ended, draw those anew whose person may other things.

    What cannot be read for a moment is asked again.
    """
    version, checked = 0, monotonic()

    async def look() -> None:
        nonlocal version, checked
        await run_in_threadpool(installation.people.sweep)
        now = installation.people.version()
        if now != version or monotonic() - checked > CHECK_SECONDS:
            await _check(installation)
            version, checked = now, monotonic()

    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await tried("the sessions of open pages could not be looked at", look(), StorageError)


async def _check(installation: Installation) -> None:
    for client in list(Client.instances.values()):
        secret = _session_of(client)
        if secret is None or client.request is None:
            continue
        person = await run_in_threadpool(installation.people.session, secret)
        if person is None:
            await _end(client)
            continue
        scope = client.request.scope
        sandbox = await run_in_threadpool(sandbox_of, client.request.headers, installation, person.name)
        rights = await run_in_threadpool(installation.roles.rights, person.name, sandbox)
        if (person.name, rights) != (scope["etapes.person"].name, scope.get("etapes.rights", rights)):
            scope["etapes.person"], scope["etapes.rights"] = person, rights
            client.run_javascript("location.reload()")


async def _end(client: Client) -> None:
    await core.sio.emit("open", {"path": "/login", "new_tab": False}, room=client.id)
    for socket, _ in list(core.sio.manager.get_participants("/", client.id)):
        await core.sio.disconnect(socket)
    if client.id in Client.instances:
        client.delete()


def _session_of(client: Client) -> str | None:
    return client._request.scope.get("etapes.session") if client._request else None

"""Open pages end with their session: at logout at once, otherwise within a minute."""

import asyncio

from nicegui import Client, core
from starlette.concurrency import run_in_threadpool

from storage.people import People

CHECK_SECONDS = 60.0


async def end_session(secret: str) -> None:
    """Send every open page of this session to the login page and close its sockets."""
    for client in list(Client.instances.values()):
        if _session_of(client) == secret:
            await _end(client)


async def watch_sessions(people: People) -> None:
    """For as long as the server runs: end the pages whose session ran out or whose account was disabled."""
    while True:
        await asyncio.sleep(CHECK_SECONDS)
        for secret in {found for client in list(Client.instances.values()) if (found := _session_of(client))}:
            if await run_in_threadpool(people.session, secret) is None:
                await end_session(secret)


async def _end(client: Client) -> None:
    await core.sio.emit("open", {"path": "/login", "new_tab": False}, room=client.id)
    for socket, _ in list(core.sio.manager.get_participants("/", client.id)):
        await core.sio.disconnect(socket)
    if client.id in Client.instances:
        client.delete()


def _session_of(client: Client) -> str | None:
    return client._request.scope.get("etapes.session") if client._request else None

"""The one place where things are put together: data folder, pages, REST, sessions, styles."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI
from nicegui import core, ui
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from editor import api, pages, theme
from editor.announced import Announced
from editor.audit import download as audit_file
from editor.compression import LEVEL, SHORTEST, Compression
from editor.directory_watch import watch_directories
from editor.guard import Guard
from editor.opening import listening, opened
from editor.pages import download, links, login, providers, switching
from editor.sockets import watch_sessions
from runtime.installation import Installation

RECONNECT_SECONDS = 30.0
"""A network that is gone for less than this loses nothing of an open page."""


def build(installation: Installation) -> ASGIApp:
    """The whole application over one opened data folder."""
    inner = FastAPI(openapi_url=None, lifespan=lambda _: _watching(installation))
    api.mount(inner, installation)
    inner.mount("/assets", StaticFiles(directory=theme.ASSETS))
    inner.include_router(login.routes(installation))
    inner.include_router(links.routes(installation.people))
    inner.include_router(providers.routes(installation))
    inner.state.providers = lambda: providers.providers(installation)
    inner.include_router(download.routes(installation))
    inner.include_router(switching.routes(installation))
    inner.include_router(audit_file.routes(installation))
    theme.install()
    pages.register(installation)
    ui.run_with(
        inner, title="Étapes", favicon=theme.ASSETS / "favicon.svg", language="en-US", tailwind=False,
        reconnect_timeout=RECONNECT_SECONDS, show_welcome_message=False, gzip_middleware_factory=None,
    )  # fmt: skip
    core.sio.eio.cors_allowed_origins = None
    core.app.config.quasar_config["loadingBar"]["skipHijack"] = True
    return Compression(Guard(inner, installation.people), minimum_size=SHORTEST, compresslevel=LEVEL)


def serve(folder: Path, host: str, port: int, open_browser: bool) -> None:
    """Open the data folder and answer until SIGINT or SIGTERM; both end it in order."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    shown = "localhost" if host in ("", "0.0.0.0", "::") else host  # noqa: S104
    with listening(host, port) as sockets, opened(folder) as installation, suppress(KeyboardInterrupt):
        address = f"http://{shown}:{sockets[0].getsockname()[1]}"
        server = Announced(build(installation), address, open_browser)
        installation.announce(address)
        server.run(sockets)


@asynccontextmanager
async def _watching(installation: Installation) -> AsyncIterator[None]:
    watches = [asyncio.create_task(watch(installation)) for watch in (watch_sessions, watch_directories)]
    try:
        yield
    finally:
        for watch in watches:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch

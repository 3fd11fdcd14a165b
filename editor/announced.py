"""A server that says where it answers, once it does."""

import os
import socket
import sys
import webbrowser
from threading import Thread, Timer
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from editor.commands.words import say

_AT_THE_LATEST = 8.0
"""Seconds from the signal to the end of the process."""


class Announced(uvicorn.Server):
    """Says its address once it answers there, and ends soon when it is told to.

    A computation that hears nothing may work on for minutes: it is cut, which loses nothing that was accepted.
    """

    def __init__(self, app: ASGIApp, address: str, open_browser: bool) -> None:
        super().__init__(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=3, server_header=False,
                                        ws_max_size=2**22))  # fmt: skip
        self._address, self._open_browser = address, open_browser
        self._end = Timer(_AT_THE_LATEST, os._exit, [0])
        self._end.daemon = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(say("serve.ready", address=self._address), flush=True)  # noqa: T201
        if self._open_browser and _has_screen():
            Thread(target=webbrowser.open, args=(self._address,), daemon=True).start()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self.should_exit:
            self._end.start()
        super().handle_exit(sig, frame)


def _has_screen() -> bool:
    """Whether a person sits at this machine: no browser is opened for a service or over a plain terminal."""
    screen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(screen) and sys.stdout.isatty()

"""HEAD wherever GET is: the same headers, no body (the server sends none for a HEAD)."""

from starlette.types import ASGIApp, Receive, Scope, Send

ENDLESS = "/events"
"""Streams that go on for as long as a run does have nothing to tell in a HEAD."""


class Heads:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD" and not scope["path"].endswith(ENDLESS):
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)

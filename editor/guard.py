"""The guard at the door: every page, upload and socket needs a session, except what strangers may see.

It speaks ASGI itself, because ordinary middleware does not see websockets.
"""

import re
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from editor.headers import with_headers
from editor.origin import cookie, same_origin
from storage.asker import asked_by
from storage.people import People

SESSION_COOKIE = "etapes_session"
OPEN = re.compile(
    r"/(login(/second|/(with|back)/[^/]+)?|first|(reset|confirm|invitation)/[^/]+|assets/.*|favicon\.ico|_nicegui/\d[^/]*/.*"
    r"|api(/.*)?|data/foundation/.*|hooks/.*)"
)
"""Addresses without a session: the door, styles and scripts, and what asks for tokens of its own."""


class Guard:
    """Wraps the whole application. `scope["etapes.person"]` and `scope["etapes.session"]` are set behind it."""

    def __init__(self, app: ASGIApp, people: People) -> None:
        self.app = app
        self.people = people

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] == "http":
            send = with_headers(scope, send)
        if OPEN.fullmatch(scope["path"]):
            return await self.app(scope, receive, send)
        if refusal := await self._refusal(scope):
            return await _refuse(refusal, scope, receive, send)
        with asked_by(scope["etapes.person"].name, (scope.get("client") or ("",))[0]):
            return await self.app(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not same_origin(headers):
            return PlainTextResponse("", 403)
        secret = cookie(headers, SESSION_COOKIE)
        person = await run_in_threadpool(self.people.session, secret) if secret else None
        if person is None:
            return _to_the_door(scope, headers)
        scope["etapes.person"], scope["etapes.session"] = person, secret
        return None if _own_page(scope) else PlainTextResponse("", 403)


def _own_page(scope: Scope) -> bool:
    """A socket belongs to the session that opened its page."""
    if not scope["path"].startswith("/_nicegui_ws/"):
        return True
    from nicegui import Client

    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("client_id", [""])[0]
    client = Client.instances.get(asked)
    return client is None or client.request.scope.get("etapes.session") == scope["etapes.session"]


def _to_the_door(scope: Scope, headers: Headers) -> Response:
    if scope["type"] == "websocket" or scope["method"] != "GET" or "text/html" not in headers.get("accept", ""):
        return PlainTextResponse("", 401)
    asked = scope["path"] + ("?" + scope["query_string"].decode("latin-1") if scope["query_string"] else "")
    return RedirectResponse("/login" if asked == "/" else f"/login?next={quote(asked)}", 303)


async def _refuse(refusal: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        closing: Message = {"type": "websocket.close", "code": 4403}
        await send(closing)
    else:
        await refusal(scope, receive, send)

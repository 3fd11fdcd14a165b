"""What stands where nothing is, and where something broke: words in the frame, never a trace."""

from collections.abc import Callable

from fastapi import Request
from nicegui import Client, core, ui
from starlette.responses import PlainTextResponse, Response

from editor.controls import icon, text
from editor.theme import frame, told
from editor.visitor import Visitor


def lost(visitor: Visitor, code: str) -> None:
    """The page that says `problems.<code>` and the way back."""
    with frame(visitor, "", lambda: visitor.say("lost.title")):
        told(visitor, lambda: _words(visitor, code))


def register(visitor_of: Callable[[Request], Visitor]) -> None:
    """Answer unknown addresses and broken pages inside the frame."""

    def answer(request: Request, status: int, code: str) -> Response:
        if "etapes.person" not in request.scope:
            return PlainTextResponse("", status)
        with Client(ui.page(""), request=request) as client:
            lost(visitor_of(request), code)
        return client.build_response(request, status)

    async def unknown(request: Request, _: Exception) -> Response:
        return answer(request, 404, "page_unknown")

    async def broken(request: Request, _: Exception) -> Response:
        return answer(request, 500, "page_broken")

    core.app.exception_handler(404)(unknown)
    core.app.exception_handler(Exception)(broken)


def _words(visitor: Visitor, code: str) -> None:
    with ui.element("div").classes("empty"):
        icon("explore_off")
        text("p", visitor.say(f"problems.{code}"))
        ui.link(visitor.say("lost.back"), "/")

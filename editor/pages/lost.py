"""What stands where nothing is, and where something broke: words in the frame, never a trace."""

from collections.abc import Callable, Sequence

from fastapi import Request
from nicegui import Client, core, ui
from starlette.responses import PlainTextResponse, Response

from editor.controls import icon, text
from editor.sandboxes.chooser import switch_form
from editor.sandboxes.elsewhere import Kind, elsewhere
from editor.theme import frame, told
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.sandboxes import Sandbox

_REFUSED = ("page_not_allowed", "no_role_yet")


def lost(visitor: Visitor, code: str, others: Sequence[Sandbox] = (), address: str = "/") -> None:
    """The page that says `problems.<code>`, the way to `others` that have something at the address, and back."""
    title = "lost.refused" if code in _REFUSED else "lost.title"
    with frame(visitor, "", lambda: visitor.say(title)):
        told(visitor, lambda: _words(visitor, code, others, address))


def nothing_here(installation: Installation, visitor: Visitor, kind: Kind, id: str, address: str) -> None:
    """The same for a thing that this sandbox has not; another one may."""
    code = "component_not_found_here" if kind == "component" else "page_unknown"
    lost(visitor, code, elsewhere(installation, visitor, kind, id), address)


def register(visitor_of: Callable[[Request], Visitor]) -> None:
    """Answer unknown addresses and broken pages inside the frame."""

    def answer(request: Request, status: int, code: str) -> Response:
        if "etapes.person" not in request.scope:
            return PlainTextResponse("", status)
        with Client(ui.page(""), request=request) as client:
            visitor = visitor_of(request)
            lost(visitor, "no_role_yet" if status == 403 and not visitor.readable() else code)
        return client.build_response(request, status)

    async def unknown(request: Request, _: Exception) -> Response:
        return answer(request, 404, "page_unknown")

    async def refused(request: Request, _: Exception) -> Response:
        return answer(request, 403, "page_not_allowed")

    async def broken(request: Request, _: Exception) -> Response:
        return answer(request, 500, "page_broken")

    core.app.exception_handler(404)(unknown)
    core.app.exception_handler(403)(refused)
    core.app.exception_handler(Exception)(broken)


def _words(visitor: Visitor, code: str, others: Sequence[Sandbox], address: str) -> None:
    with ui.element("div").classes("empty"):
        icon("explore_off")
        if not others:
            text("p", visitor.say(f"problems.{code}"))
        for one in others:
            text("p", visitor.say("sandboxes.elsewhere", name=one.name)).props('data-testid="elsewhere"')
            switch_form(visitor, one.name, visitor.say("sandboxes.switch", name=one.name), address, kind="go")
        word, way = ("frame.own_account", "/account") if code == "no_role_yet" else ("lost.back", "/")
        ui.link(visitor.say(word), way)

"""The plain pages before an account is known: no script is needed to get in, and both languages stand in them."""

import hmac
from dataclasses import dataclass
from functools import cache
from secrets import token_urlsafe
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader
from nicegui import __version__ as nicegui_version
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from editor.i18n import translate
from editor.origin import inside
from editor.preferences import LANGUAGE_COOKIE, preferred_language
from editor.theme import ASSETS, asset
from runtime.public_address import public_address

FORM_COOKIE = "etapes_form"
Wrong = tuple[str, dict[str, Any]]
Room = Literal["login", "first", "second", "reset", "confirm", "invitation", "void"]
_SAID = ("password_set", "confirmed")
"""Good news that the door tells, by `said` in its address."""


@dataclass(frozen=True)
class Answers:
    """What was typed into a door page. `name` is whose page it is where nobody types it."""

    name: str = ""
    password: str = ""
    again: str = ""
    next: str = "/"
    language: str = "en"
    code: str = ""


def door(request: Request, room: Room, answers: Answers | None = None, *wrong: Wrong,
         status: int = 200) -> Response:  # fmt: skip
    """The page `room`, with what is wrong and what was typed (never the password)."""
    answers = answers or asked(request)
    form = request.cookies.get(FORM_COOKIE) or token_urlsafe(24)
    said = request.query_params.get("said", "")
    page = _pages().get_template("door.html").render(
        room=room, wrong=wrong, form=form, name=answers.name, next=answers.next, language=answers.language,
        action=request.url.path, said=f"login.{said}" if said in _SAID and not wrong else "",
        providers=getattr(request.app.state, "providers", list)() if room == "login" else (),
        shown={"name": answers.name}, say=translate, asset=asset,
        fonts=f"/_nicegui/{nicegui_version}/static/fonts.css",
    )  # fmt: skip
    response = HTMLResponse(page, status, headers={"Cache-Control": "no-store"})
    put_cookie(request, response, FORM_COOKIE, form)
    return response


def asked(request: Request, name: str = "") -> Answers:
    """Nothing typed yet."""
    return Answers(name=name, next=inside(request.query_params.get("next")), language=language_of(request))


async def answers_of(request: Request) -> Answers | None:
    """What the form sent; None if it is not a form that this server gave to this browser."""
    form = {name: str(value) for name, value in (await request.form(max_files=0, max_fields=20)).items()}
    given = request.cookies.get(FORM_COOKIE, "")
    if not given or not hmac.compare_digest(given.encode(), form.get("form", "").encode()):
        return None
    language = form.get("language", "")
    return Answers(form.get("name", "").strip(), form.get("password", ""), form.get("again", ""),
                   inside(form.get("next")), language if language in ("en", "fr") else "en",
                   form.get("code", ""))  # fmt: skip


def language_of(request: Request) -> str:
    return preferred_language(None, request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language", ""))


def put_cookie(request: Request, response: Response, name: str, value: str, *, seconds: int | None = None,
               script: bool = False) -> None:  # fmt: skip
    """A cookie of ours: not for scripts unless said, only on our own site, and only by https where https is used.

    A proxy before us may speak https for us: then the public address says so.
    """
    secure = "https" in (request.url.scheme, public_address().partition(":")[0])
    response.set_cookie(name, value, max_age=seconds, httponly=not script, secure=secure, samesite="lax")


@cache
def _pages() -> Environment:
    return Environment(loader=FileSystemLoader(ASSETS), autoescape=True)

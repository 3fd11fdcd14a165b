"""The last steps of every way in: a second factor where the account has one, a session, the cookies."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from editor.guard import SESSION_COOKIE
from editor.pages.door import Answers, answers_of, asked, door, put_cookie
from editor.preferences import LANGUAGE_COOKIE, THEME_COOKIE
from storage.errors import DiskFull, NotFound, StorageError, TooManyAttempts
from storage.links import LIFETIMES
from storage.outsiders import DirectorySilent
from storage.people import People, Person

YEAR, MONTH = 31_536_000, 2_592_000
SECOND_COOKIE = "etapes_second"
"""Between a right password and the code of the second factor: opens nothing but that page."""


async def entered(request: Request, people: People, person: Person, answers: Answers, way: str = "page") -> Response:
    """For somebody who proved who they are by a password or a directory: inside, or asked for the second factor."""
    if not await run_in_threadpool(people.factors.on, person.id):
        return await _inside(request, people, person, answers, way)
    ticket = await run_in_threadpool(people.links.make, person.id, "second", way)
    response = RedirectResponse(f"/login/second?next={quote(answers.next)}", 303)
    put_cookie(request, response, SECOND_COOKIE, ticket, seconds=int(LIFETIMES["second"].total_seconds()))
    return response


class SecondDoor:
    """The page that asks for the code."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def show(self, request: Request) -> Response:
        person, _ = await run_in_threadpool(self._waiting, request)
        return door(request, "second", asked(request, person.name)) if person else RedirectResponse("/login", 303)

    async def take(self, request: Request) -> Response:
        answers = await answers_of(request)
        person, way = await run_in_threadpool(self._waiting, request)
        if answers is None or person is None:
            return door(request, "second", None, ("form_expired", {}), status=403)
        try:
            right = await run_in_threadpool(self._people.check_code, person, answers.code, address(request), way)
            if not right:
                return door(request, "second", answers, ("wrong_code", {}), status=401)
            if not await run_in_threadpool(self._people.links.use, request.cookies[SECOND_COOKIE], "second"):
                return RedirectResponse("/login", 303)
            response = await _inside(request, self._people, person, answers, way)
        except StorageError as refused:
            return door(request, "second", answers, (refused.code, refused.parameters), status=status_of(refused))
        response.delete_cookie(SECOND_COOKIE)
        return response

    def _waiting(self, request: Request) -> tuple[Person | None, str]:
        """Who gave a right password in this browser a moment ago, by which way."""
        ticket = self._people.links.find(request.cookies.get(SECOND_COOKIE, ""), "second")
        try:
            person = self._people.by_id(ticket.person) if ticket else None
        except NotFound:
            person = None
        return (person, ticket.client) if person and ticket and not person.closed else (None, "")


async def _inside(request: Request, people: People, person: Person, answers: Answers, way: str) -> Response:
    browser = request.headers.get("user-agent", "")
    secret = await run_in_threadpool(people.open_session, person.name, address(request), browser, way)
    response = RedirectResponse(answers.next, 303)
    put_cookie(request, response, SESSION_COOKIE, secret, seconds=MONTH)
    put_cookie(request, response, LANGUAGE_COOKIE, person.language or answers.language, seconds=YEAR, script=True)
    if person.theme in ("light", "dark"):
        put_cookie(request, response, THEME_COOKIE, person.theme, seconds=YEAR, script=True)
    return response


def address(request: Request) -> str:
    return request.client.host if request.client else ""


def status_of(refused: StorageError) -> int:
    """Most refusals at the door are about what was typed."""
    return {DiskFull: 507, TooManyAttempts: 429, DirectorySilent: 503}.get(type(refused), 400)

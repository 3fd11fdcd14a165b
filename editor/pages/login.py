"""Signing in, the first account, signing out: ordinary forms, ordinary answers."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from editor.examples import put_example
from editor.guard import SESSION_COOKIE
from editor.pages.door import Answers, answers_of, door, put_cookie
from editor.sockets import end_session
from editor.visitor import LANGUAGE_COOKIE, THEME_COOKIE
from runtime.installation import Installation
from storage.errors import StorageError
from storage.people import Person

YEAR = 31_536_000


def routes(installation: Installation) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    people = installation.people

    @router.get("/login")
    def login(request: Request) -> Response:
        if not people.any():
            return RedirectResponse("/first", 303)
        return door(request, "login")

    @router.post("/login")
    async def enter(request: Request) -> Response:
        answers = await answers_of(request)
        if answers is None:
            return door(request, "login", None, ("form_expired", {}), status=403)
        try:
            person = await run_in_threadpool(people.check_password, answers.name, answers.password, address(request))
        except StorageError as refused:
            return door(request, "login", answers, (refused.code, refused.parameters), status=429)
        if person is None:
            return door(request, "login", answers, ("wrong_password", {}), status=401)
        return await _inside(installation, request, answers, person)

    @router.get("/first")
    def first(request: Request) -> Response:
        return RedirectResponse("/login", 303) if people.any() else door(request, "first")

    @router.post("/first")
    async def found(request: Request) -> Response:
        answers = await answers_of(request)
        if people.any():
            return RedirectResponse("/login", 303)
        if answers is None:
            return door(request, "first", None, ("form_expired", {}), status=403)
        if answers.password != answers.again:
            return door(request, "first", answers, ("passwords_differ", {}), status=400)
        try:
            person = await run_in_threadpool(people.add_first, answers.name, answers.password)
        except StorageError as refused:
            return door(request, "first", answers, (refused.code, refused.parameters), status=400)
        await run_in_threadpool(put_example, installation, answers.name, answers.language)
        return await _inside(installation, request, answers, person)

    @router.post("/logout")
    async def leave(request: Request) -> Response:
        secret = request.scope["etapes.session"]
        await run_in_threadpool(people.close_session, secret)
        await end_session(secret)
        response = RedirectResponse("/login", 303)
        response.delete_cookie(SESSION_COOKIE)
        return response

    return router


def address(request: Request) -> str:
    return request.client.host if request.client else ""


async def _inside(installation: Installation, request: Request, answers: Answers, person: Person) -> Response:
    secret = await run_in_threadpool(installation.people.open_session, person.name, address(request))
    response = RedirectResponse(answers.next, 303)
    put_cookie(request, response, SESSION_COOKIE, secret)
    put_cookie(request, response, LANGUAGE_COOKIE, person.language or answers.language, seconds=YEAR, script=True)
    if person.theme:
        put_cookie(request, response, THEME_COOKIE, person.theme, seconds=YEAR, script=True)
    return response

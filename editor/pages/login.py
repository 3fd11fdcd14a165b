"""Signing in, the first account, signing out: ordinary forms, ordinary answers."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from editor.examples import put_example
from editor.guard import SESSION_COOKIE
from editor.pages.door import answers_of, door
from editor.pages.entering import SecondDoor, address, entered, status_of
from editor.sockets import end_session
from runtime.installation import Installation
from storage.errors import StorageError


def routes(installation: Installation) -> APIRouter:
    ways = _Ways(installation)
    router = APIRouter(include_in_schema=False)
    second = SecondDoor(installation.people)
    doors = (
        ("/login", ways.login, ways.enter), ("/first", ways.first, ways.found),
        ("/login/second", second.show, second.take),
    )  # fmt: skip
    for path, show, take in doors:
        router.add_api_route(path, show, methods=["GET"])
        router.add_api_route(path, take, methods=["POST"])
    router.add_api_route("/session", ways.lasts, methods=["GET"])
    router.add_api_route("/logout", ways.leave, methods=["POST"])
    return router


class _Ways:
    """In and out of one installation."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.people = installation.people

    def login(self, request: Request) -> Response:
        return door(request, "login") if self.people.any() else RedirectResponse("/first", 303)

    def first(self, request: Request) -> Response:
        return RedirectResponse("/login", 303) if self.people.any() else door(request, "first")

    async def enter(self, request: Request) -> Response:
        answers = await answers_of(request)
        if answers is None:
            return door(request, "login", None, ("form_expired", {}), status=403)
        check = self.people.check_password
        try:
            person = await run_in_threadpool(check, answers.name, answers.password, address(request))
            if person is None:
                return door(request, "login", answers, ("wrong_password", {}), status=401)
            return await entered(request, self.people, person, answers)
        except StorageError as refused:
            return door(request, "login", answers, (refused.code, refused.parameters), status=status_of(refused))

    async def found(self, request: Request) -> Response:
        answers = await answers_of(request)
        if answers is None:
            return door(request, "first", None, ("form_expired", {}), status=403)
        if answers.password != answers.again:
            return door(request, "first", answers, ("passwords_differ", {}), status=400)
        try:
            person = await run_in_threadpool(self.people.add_first, answers.name, answers.password)
        except StorageError as refused:
            return door(request, "first", answers, (refused.code, refused.parameters), status=status_of(refused))
        try:
            await run_in_threadpool(put_example, self.installation, person.name, answers.language)
            return await entered(request, self.people, person, answers)
        except StorageError as refused:  # the account is made: the next try is at the other door
            return door(request, "login", answers, (refused.code, refused.parameters), status=status_of(refused))

    def lasts(self) -> Response:
        """Whether the session of a page still lasts; where it does not, the guard has answered 401."""
        return Response(status_code=204)

    async def leave(self, request: Request) -> Response:
        secret = request.scope["etapes.session"]
        await run_in_threadpool(self.people.close_session, secret)
        await end_session(secret)
        response = RedirectResponse("/login", 303)
        response.delete_cookie(SESSION_COOKIE)
        return response

"""Pages behind links that work once: a new password, an invitation, an address that is confirmed.

Looking at one changes nothing, as mail scanners look at everything; the button does the deed.
"""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from editor.pages.door import Answers, answers_of, asked, door
from editor.pages.entering import status_of
from runtime.account_access import LinkPurpose
from storage.errors import StorageError
from storage.people import People, Person
from storage.redeeming import behind, confirm, redeem


def routes(people: People) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    for room in (_Room(people, "reset"), _Room(people, "invitation"), _Room(people, "confirm")):
        router.add_api_route(f"/{room.purpose}/{{secret}}", room.show, methods=["GET"])
        router.add_api_route(f"/{room.purpose}/{{secret}}", room.take, methods=["POST"])
    return router


class _Room:
    def __init__(self, people: People, purpose: LinkPurpose) -> None:
        self._people = people
        self.purpose: LinkPurpose = purpose

    async def show(self, request: Request, secret: str) -> Response:
        person = await run_in_threadpool(behind, self._people, secret, self.purpose)
        return door(request, self.purpose, asked(request, person.name)) if person else _void(request)

    async def take(self, request: Request, secret: str) -> Response:
        answers = await answers_of(request)
        person = await run_in_threadpool(behind, self._people, secret, self.purpose)
        if person is None:
            return _void(request)
        if answers is None:
            return door(request, self.purpose, asked(request, person.name), ("form_expired", {}), status=403)
        answers = Answers(person.name, answers.password, answers.again, answers.next, answers.language)
        if self.purpose != "confirm" and answers.password != answers.again:
            return door(request, self.purpose, answers, ("passwords_differ", {}), status=400)
        try:
            done = await run_in_threadpool(self._done, secret, answers.password)
        except StorageError as refused:
            return door(request, self.purpose, answers, (refused.code, refused.parameters), status=status_of(refused))
        return _to_the_door(self.purpose) if done else _void(request)

    def _done(self, secret: str, password: str) -> Person | None:
        if self.purpose == "confirm":
            return confirm(self._people, secret)
        return redeem(self._people, secret, self.purpose, password)


def _to_the_door(purpose: LinkPurpose) -> Response:
    """Whoever was invited is shown the own account next, where a second factor is switched on."""
    said = "confirmed" if purpose == "confirm" else "password_set"
    return RedirectResponse(f"/login?said={said}" + ("&next=/account" if purpose == "invitation" else ""), 303)


def _void(request: Request) -> Response:
    return door(request, "void", status=410)

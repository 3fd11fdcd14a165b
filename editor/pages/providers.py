"""Signing in at somebody else's page: out to a provider of OpenID Connect, and back with its word."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from editor.connectors.trying import noted
from editor.pages.door import Answers, Wrong, asked, door, put_cookie
from editor.pages.entering import entered
from runtime.connectors.directory.oidc.settings import OidcSettings
from runtime.directory_access import DirectoryPerson
from runtime.installation import Installation
from runtime.problems import Outage, Problems
from runtime.public_address import public_address
from storage.errors import Conflict, Refused, StorageError
from storage.people import Person
from storage.sandboxes import PROD

JOURNEY_COOKIE = "etapes_journey"
"""Between going away and coming back: the handle of what only this browser's return may use."""
LASTS = timedelta(minutes=15)


def routes(installation: Installation) -> APIRouter:
    ways = _Ways(installation)
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/login/with/{connector}", ways.away, methods=["GET"])
    router.add_api_route("/login/back/{connector}", ways.back, methods=["GET"])
    return router


def providers(installation: Installation) -> Sequence[tuple[str, str]]:
    """The providers whose pages people may sign in at: ids and names."""
    doors = installation.directories(PROD).doors()
    return [(one.id, one.name) for one, directory in doors if isinstance(directory.settings, OidcSettings)]


class _Ways:
    """Out of one installation and back."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    async def away(self, request: Request, connector: str) -> Response:
        if not (name := dict(providers(self._installation)).get(connector)):
            return RedirectResponse("/login", 303)
        try:
            where, handle = await run_in_threadpool(self._begun, request, connector)
        except (Problems, StorageError) as wrong:
            return _refused(request, "provider_silent", wrong, name)
        response = RedirectResponse(where, 303)
        put_cookie(request, response, JOURNEY_COOKIE, handle, seconds=int(LASTS.total_seconds()))
        return response

    async def back(self, request: Request, connector: str) -> Response:
        told = await run_in_threadpool(self._taken_along, request, connector)
        name = dict(providers(self._installation)).get(connector)
        if told is None or name is None:
            return _gone(door(request, "login", None, ("form_expired", {}), status=403))
        answers = Answers(next=told["next"], language=told["language"])
        code = request.query_params.get("code", "")
        if not code:
            return _gone(door(request, "login", answers, ("provider_denied", {"provider": name}), status=401))
        try:
            came, person = await run_in_threadpool(self._arrived, connector, told["journey"], code)
            if person is None or person.closed:
                wrong: Wrong = ("provider_person_unknown", {"provider": name, "name": came.name})
                return _gone(door(request, "login", answers, wrong, status=403))
            return _gone(await entered(request, self._installation.people, person, answers, connector))
        except (Conflict, Refused):
            wrong = ("provider_name_taken", {"provider": name})
            return _gone(door(request, "login", answers, wrong, status=403))
        except (Problems, StorageError) as failed:
            return _gone(_refused(request, "provider_doubtful", failed, name, answers))

    def _begun(self, request: Request, connector: str) -> tuple[str, str]:
        """Where the browser goes, and the handle of what it takes along."""
        from runtime.connectors.directory.oidc.oidc import Journey

        home = public_address() or str(request.base_url).rstrip("/")
        journey = Journey(f"{home}/login/back/{connector}", token_urlsafe(24), token_urlsafe(24), token_urlsafe(48))
        wanted = asked(request)
        told = {"connector": connector, "journey": asdict(journey), "next": wanted.next, "language": wanted.language}
        where = self._provider(connector).away(journey)
        return where, self._installation.vault.seal(json.dumps(told), LASTS)

    def _taken_along(self, request: Request, connector: str) -> Any:
        """What this browser took along to this provider; None for a return that nobody began here."""
        told = json.loads(self._installation.vault.open(request.cookies.get(JOURNEY_COOKIE, "")) or "null")
        state = request.query_params.get("state", "")
        if not told or told["connector"] != connector:
            return None
        return told if compare_digest(told["journey"]["state"].encode(), state.encode()) else None

    def _arrived(self, connector: str, journey: Any, code: str) -> tuple[DirectoryPerson, Person | None]:
        """Who came, and the account that is theirs. What went wrong is told where administrators look."""
        from runtime.connectors.directory.oidc.oidc import Journey

        provider = self._provider(connector)
        with noted(self._installation, self._installation.connectors(PROD).get(connector), "", PROD):
            came = provider.back(Journey(**journey), code)
        return came, self._installation.reception.admitted(connector, provider, came)

    def _provider(self, connector: str) -> Any:
        return self._installation.directories(PROD).get(connector)


def _refused(request: Request, code: str, wrong: Exception, name: str, answers: Answers | None = None) -> Response:
    """What a provider says goes to administrators, not to strangers at the door."""
    silent = isinstance(wrong, Outage)
    told: Wrong = ("provider_silent" if silent else code, {"provider": name})
    return door(request, "login", answers, told, status=503 if silent else 502)


def _gone(response: Response) -> Response:
    """What was taken along is used up."""
    response.delete_cookie(JOURNEY_COOKIE)
    return response

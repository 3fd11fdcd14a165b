"""Every refusal as `application/problem+json` (RFC 9457), in the caller's language."""

import logging
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from editor.api import errors
from editor.api.answers import answer, plain
from editor.api.callers import voice_of
from editor.api.preconditions import quoted
from runtime.problems import Problem
from storage.errors import Stale

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


def problem_answer(request: Request, wrong: Exception) -> Response:
    """What is wrong, where, and what to do; never how it looks inside."""
    voice, dialect = voice_of(request), request.app.state.dialect
    code, parameters, status = errors.code_of(wrong), errors.parameters_of(wrong), errors.status_of(wrong)
    body: dict[str, Any] = {
        "type": f"/api/docs#problem-{code}",
        "title": "",
        "status": status,
        "detail": voice.sentence(code, parameters),
        "instance": request.url.path,
        "code": code,
        "parameters": plain(parameters),
        "errors": [voice.problem(found) for found in errors.problems_of(wrong)],
    }
    status, body = dialect.refused(wrong, status, body)
    body["title"] = voice.say(f"api.titles.{status}")
    return answer(body, status, {**_headers(wrong), "Content-Language": voice.language}, MEDIA_TYPE)


def listen(app: FastAPI) -> None:
    """Answer every error of `app` by a problem."""
    for kind in errors.STATUS:
        app.add_exception_handler(kind, _answered)
    app.add_exception_handler(HTTPException, _not_routed)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_middleware(LastResort)


class LastResort:
    """An error that nobody foresaw: logged with an id, and the caller is told the id alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            number = uuid4().hex[:12]
            _log.exception("request failed: %s %s (%s)", scope.get("method"), scope.get("path"), number)
            if started:
                raise
            told = problem_answer(Request(scope), errors.Unexpected("unexpected_error", id=number))
            await told(scope, receive, send)


async def _answered(request: Request, wrong: Exception) -> Response:
    return problem_answer(request, wrong)


async def _not_routed(request: Request, wrong: Exception) -> Response:
    """Unknown address, or a method that the address does not know: `Allow` names all that it does."""
    if isinstance(wrong, HTTPException) and wrong.status_code == 405:
        allowed = _methods(request)
        refusal: Exception = errors.WrongMethod(
            "method_not_allowed", method=request.method, allowed=allowed, headers={"Allow": allowed}
        )
    elif isinstance(wrong, HTTPException) and wrong.status_code == 404:
        refusal = errors.NothingHere("address_unknown", path=request.url.path)
    else:
        refusal = errors.Malformed("request_unreadable")
    return problem_answer(request, refusal)


async def _malformed(request: Request, wrong: Exception) -> Response:
    found = [_parameter(error) for error in wrong.errors()] if isinstance(wrong, RequestValidationError) else []
    return problem_answer(request, errors.Malformed("parameters_malformed", problems=found, count=len(found)))


def _parameter(error: Any) -> Problem:
    place, *path = [str(part) for part in error["loc"]]
    code = "parameter_missing" if error["type"] == "missing" else "parameter_malformed"
    limits = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, int | float | str)}
    told = {"name": ".".join(path), "place": place, "kind": error["type"], "value": plain(error.get("input")), **limits}
    return Problem(code=code, setting=".".join(path), parameters=told)


def _methods(request: Request) -> str:
    found: set[str] = set()
    for router in request.app.state.routers:
        for route in router.routes:
            if route.matches(request.scope)[0] is not Match.NONE:
                found |= route.methods
    return ", ".join(sorted(found | ({"HEAD"} if "GET" in found else set())))


def _headers(wrong: Exception) -> dict[str, str]:
    if isinstance(wrong, Stale):
        return {"ETag": quoted(wrong.parameters["current"].strip('"'))}
    return dict(getattr(wrong, "headers", {}))

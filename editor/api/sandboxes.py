"""Sandboxes: listed, made, begun anew, deleted."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from editor.api import documented_sandboxes as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect, read_json
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed
from editor.api.parameters import Confirm
from editor.sandboxes.allowed import holding
from runtime.sandboxes.content import content
from runtime.sandboxes.emptying import create, delete, reset
from storage.errors import NotFound
from storage.sandboxes import Sandbox

ROUTER = APIRouter(tags=["sandboxes"])


@ROUTER.get("/sandboxes", **doc.sandboxes)
def list_sandboxes(caller: Permitted) -> Response:
    """Those that the caller may look into, `prod` first; administrators see also what is half emptied."""
    return answer({"items": [_view(caller, one) for one in _seen(caller).values()], "next": None})


@ROUTER.get("/sandboxes/{sandbox}", **doc.sandbox)
def read_sandbox(sandbox: str, caller: Permitted) -> Response:
    """One sandbox, with how much is in it."""
    return answer(_view(caller, _known(caller, sandbox)))


@ROUTER.post("/sandboxes", status_code=201, **doc.creating)
def create_sandbox(request: Request, caller: Permitted, raw: Body) -> Response:
    """Makes a new, empty world."""
    expect(request, (JSON,), "Accept-Post")
    body = read_json(raw)
    name, title = (body.get("name"), body.get("title", "")) if isinstance(body, dict) else (None, "")
    if not isinstance(name, str) or not name:
        raise Malformed("member_missing", member="name")
    if not isinstance(title, str):
        raise Malformed("member_missing", member="title")
    made = create(caller.installation, name, title, caller.name)
    place = f"{request.app.state.dialect.root}/sandboxes/{made.name}"
    return answer(_view(caller, made), 201, {"Location": place})


@ROUTER.post("/sandboxes/{sandbox}/reset", **doc.resetting)
def reset_sandbox(sandbox: str, caller: Permitted, confirm: Confirm = "") -> Response:
    """Everything in it goes for good: flows with their versions, components with their entries, connectors with their
    secrets, templates, runs. What runs is cancelled first. The roles that people have in it stay.
    """
    _confirmed(caller, sandbox, confirm)
    reset(caller.installation, sandbox, caller.name)
    return answer(_view(caller, caller.installation.sandboxes.get(sandbox)))


@ROUTER.delete("/sandboxes/{sandbox}", status_code=204, **doc.deleting)
def delete_sandbox(sandbox: str, caller: Permitted, confirm: Confirm = "") -> Response:
    """The sandbox is gone with everything in it. One that is half emptied is deleted the same way."""
    _confirmed(caller, sandbox, confirm)
    delete(caller.installation, sandbox, caller.name)
    return Response(status_code=204)


def _confirmed(caller: Caller, sandbox: str, confirm: str) -> None:
    known = _known(caller, sandbox)
    if confirm != known.name:
        raise Malformed("confirmation_missing", name=known.name)


def _seen(caller: Caller) -> dict[str, Sandbox]:
    if caller.may("administer"):
        seen = caller.installation.sandboxes.list()
    else:
        reads = not caller.scopes or "read" in caller.scopes
        seen = holding(caller.installation, caller.name, "read") if reads else ()
    return {one.name: one for one in seen}


def _known(caller: Caller, name: str) -> Sandbox:
    found = _seen(caller).get(name)
    if found is None:
        raise NotFound("sandbox", name[:80])
    return found


def _view(caller: Caller, one: Sandbox) -> dict[str, Any]:
    return asdict(one) | {"holds": asdict(content(caller.installation, one.name))}

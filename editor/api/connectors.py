"""Connectors: the systems outside, their secrets written and never read."""

import re
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import Response

from editor.api import documented as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect, read_json
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed, NotAllowed
from editor.api.parameters import IfMatch
from editor.api.preconditions import Revision, demand
from editor.api.uses import Force, refuse_used
from editor.connectors.keeping import Keeper, filled
from editor.connectors.kinds import needs
from editor.connectors.trying import SAFE, Wish, attempt
from runtime.connectors.http.trying import Trial
from runtime.problems import Problem
from runtime.settings import refusal
from storage.connector import Connector
from storage.errors import NotFound

ROUTER = APIRouter(tags=["connectors"])
_SAID = ("name", "kind", "description", "settings", "endpoints")
_OURS = ("id", "etag", "revision", "updated", "updated_by")
"""Members that only the server writes; a PUT of what a GET gave may carry them."""


@ROUTER.get("/connectors", **doc.connectors)
def list_connectors(caller: Permitted) -> Response:
    """All of them, by name."""
    found = caller.installation.connectors(caller.sandbox).list()
    return answer({"items": [shown(one) for one in found], "next": None})


@ROUTER.get("/connectors/{connector}", **doc.connector)
def read_connector(connector: str, caller: Permitted) -> Response:
    """One connector; of its secrets only which are set."""
    found = caller.installation.connectors(caller.sandbox).get(connector)
    return answer(shown(found), headers={"ETag": _state(found).quoted})


@ROUTER.put("/connectors/{connector}", **doc.connector_writing)
def write_connector(request: Request, connector: str, caller: Permitted, raw: Body, if_match: IfMatch = None
                    ) -> Response:  # fmt: skip
    """Makes a connector under this id, or replaces the one that is there (then If-Match is needed).

    A stored secret goes with the others to another address only where an administrator says so, or it is sent again.
    """
    expect(request, (JSON,), "Accept")
    before = _known(caller, connector)
    etag = demand(if_match, _state(before), needed=True) if before else "0"
    given = _given(connector, read_json(raw), before)
    _permit(caller, given.kind)
    revision = None if etag is None else int(etag)
    saved = _keeper(caller).keep(given, revision)
    headers = {"ETag": _state(saved).quoted}
    if before is None:
        headers["Location"] = f"{request.app.state.dialect.root}/connectors/{saved.id}"
    return answer({"id": saved.id, "etag": _state(saved).quoted}, 200 if before else 201, headers)


@ROUTER.delete("/connectors/{connector}", status_code=204, **doc.connector_deleting)
def delete_connector(connector: str, caller: Permitted, *, if_match: IfMatch = None, force: Force = False) -> Response:
    """The connector and its secrets are gone; what something works with is kept unless `force` says so."""
    found = caller.installation.connectors(caller.sandbox).get(connector)
    demand(if_match, _state(found), needed=False)
    _permit(caller, found.kind)
    if not force:
        refuse_used(caller, "connector", connector, "connector_in_use", found.name)
    _keeper(caller).delete(connector)
    return Response(status_code=204)


@ROUTER.post("/connectors/{connector}/try", **doc.trying)
def try_connector(request: Request, connector: str, caller: Permitted, raw: Body) -> Response:
    """Really asks an endpoint, or looks at a message of a broker, which stays there.

    What does more than read is for those who may run flows.
    """
    expect(request, (JSON,), "Accept")
    connectors = caller.installation.connectors(caller.sandbox)
    found, asked = connectors.get(connector), read_json(raw)
    _permit(caller, found.kind)
    endpoint, parameters = _wished(asked)
    at = next((at for at, one in enumerate(found.endpoints) if one.id == endpoint), None)
    if at is None:
        raise NotFound("endpoint", endpoint[:80])
    if found.kind == "http" and found.endpoints[at].method not in SAFE:
        caller.permit("try_connector:writing")
    # Nothing was filled in anew: what is stored may go where it was stored for.
    wish = Wish(filled(connectors, found, administers=True), at, parameters, caller.sandbox)
    came = attempt(caller.installation, wish, caller.name)
    told = {"status": None, "address": None, "seconds": None, "time": None, "cut": False, **_fields(came)}
    return answer(told)


def shown(connector: Connector) -> dict[str, Any]:
    told = connector.model_dump(mode="json", include={"id", *_SAID, "updated_by"})
    return told | {"etag": _state(connector).quoted, "updated": connector.updated_at}


def _state(connector: Connector) -> Revision:
    return Revision(connector.revision, connector.updated_by, datetime.fromisoformat(connector.updated_at))


def _known(caller: Caller, id: str) -> Connector | None:
    try:
        return caller.installation.connectors(caller.sandbox).get(id)
    except NotFound:
        return None


def _permit(caller: Caller, kind: str) -> None:
    """Whoever may change a directory decides who comes in."""
    if not caller.may(needs(kind)):
        raise NotAllowed("directory_administrators_only")


def _keeper(caller: Caller) -> Keeper:
    return Keeper(caller.installation, caller.name, caller.may("administer"), caller.sandbox)


def _given(id: str, body: Any, before: Connector | None) -> Connector:
    """The body as a connector; `Malformed` names every member that is not of its shape."""
    if not isinstance(body, dict):
        raise Malformed("body_not_object")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]{0,59}", id):
        raise Malformed("connector_id_malformed", id=id[:80])
    strange = [name for name in body if name not in (*_SAID, *_OURS)]
    wrong = [Problem(code="setting_unknown", setting=name, parameters={"setting": name}) for name in strange]
    said = {name: value for name, value in body.items() if name in _SAID}
    if isinstance(said.get("endpoints"), list):
        said["endpoints"] = [{"id": "", **one} if isinstance(one, dict) else one for one in said["endpoints"]]
    try:
        given = Connector.model_validate({"name": "", **said, "id": id, "revision": before.revision if before else 0})
    except ValidationError as refused:
        wrong += [refusal(dict(error), Connector) for error in refused.errors(include_url=False)]
    if wrong:
        raise Malformed("problems_found", problems=wrong, count=len(wrong))
    return given


def _wished(body: Any) -> tuple[str, dict[str, Any]]:
    endpoint = body.get("endpoint") if isinstance(body, dict) else None
    parameters = body.get("parameters", {}) if isinstance(body, dict) else None
    if not isinstance(endpoint, str):
        raise Malformed("member_missing", member="endpoint")
    if not isinstance(parameters, dict):
        raise Malformed("member_missing", member="parameters")
    return endpoint, parameters


def _fields(came: Any) -> dict[str, Any]:
    names = ("status", "address", "seconds", "cut") if isinstance(came, Trial) else ("time",)
    return {name: getattr(came, name) for name in (*names, "headers", "body", "sample")}

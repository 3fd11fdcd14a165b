"""Flows: make, read, patch, delete."""

from contextlib import suppress
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from editor.api import documented as doc
from editor.api.answers import answer, plain
from editor.api.bodies import PATCH, Body, expect, read_json
from editor.api.callers import Caller, Permitted
from editor.api.dialects import Dialect, Json
from editor.api.errors import Malformed
from editor.api.json_patch import PatchRefused, apply, same, touched
from editor.api.limits import weigh
from editor.api.listing import ask, page
from editor.api.parameters import Continuation, Count, Filters, IfMatch, IfNoneMatch, Limit, Mode, Order
from editor.api.preconditions import demand, quoted, read_tags
from editor.api.publishing import must_be_publishable, publish, publish_document
from storage.errors import Stale
from storage.record import Record

ROUTER = APIRouter(tags=["flows"])


@ROUTER.post("/flows", status_code=201, **doc.creating)
def create_flow(request: Request, caller: Permitted, raw: Body, mode: Mode = None) -> Response:
    """Makes a flow: a draft, or without `mode` one that is published at once if nothing is wrong with it."""
    dialect = request.app.state.dialect
    if mode not in (None, "draft"):
        raise Malformed("mode_unknown", mode=mode[:80])
    if mode is None:
        caller.permit("create_flow:published")
    expect(request, dialect.accepted, "Accept-Post")
    document = _new(dialect, read_json(raw))
    if mode is None:
        must_be_publishable(dialect.kind, document, caller.installation.known(caller.sandbox))
    record = caller.flows.create(document, caller.name, kind=dialect.kind)
    if mode is None:
        record = publish(caller, record, record.etag)
    return receipt(dialect, record, 201)


@ROUTER.get("/flows", **doc.listing)
def list_flows(
    request: Request,
    caller: Permitted,
    *,
    property: Filters = None,
    limit: Limit = None,
    orderby: Order = None,
    count: Count = False,
    continuationToken: Continuation = None,  # noqa: N803
) -> Response:
    """A page of flows; following `next` gives every flow once, also while others are being made."""
    dialect = request.app.state.dialect
    found = page(caller, dialect, ask(property or [], orderby, limit, continuationToken), count=count)
    links = {"Link": f'<{found.following}>; rel="next"'} if found.following else {}
    return answer(dialect.page(found, caller.flows), headers=links)


@ROUTER.get("/flows/{flow}", **doc.reading)
def read_flow(request: Request, flow: str, caller: Permitted, if_none_match: IfNoneMatch = None) -> Response:
    """The draft where there is one, else the live version; 304 when the client has it already."""
    record = caller.flows.get(flow)
    headers = {"ETag": quoted(record.etag), "Cache-Control": "private, no-cache"}
    if if_none_match is not None:
        with suppress(Malformed):
            if read_tags(if_none_match, bare=True).weakly(record.etag):
                return Response(status_code=304, headers=headers)
    dialect = request.app.state.dialect
    return answer(dialect.single(dialect.flow(record)), headers=headers)


@ROUTER.patch("/flows/{flow}", **doc.patching)
def patch_flow(request: Request, flow: str, caller: Permitted, raw: Body, if_match: IfMatch = None) -> Response:
    """Changes the draft by a JSON Patch, wholly or not at all."""
    dialect: Dialect = request.app.state.dialect
    record = caller.flows.get(flow)
    expect(request, (PATCH, *dialect.accepted), "Accept-Patch")
    while True:
        etag = demand(if_match, record, needed=True, bare=dialect.etag_bare)
        document = _patched(dialect, record, raw, request.app.state.limits.body)
        try:
            return receipt(dialect, _write(caller, dialect, record, document))
        except Stale:
            if etag is not None:
                raise
            record = caller.flows.get(flow)  # `*`: the patch is made for whatever is there now


@ROUTER.delete("/flows/{flow}", status_code=204, **doc.deleting)
def delete_flow(request: Request, flow: str, caller: Permitted, if_match: IfMatch = None) -> Response:
    """Deletes the flow; who may publish may also delete what is published."""
    record = caller.flows.get(flow)
    if record.live_version is not None:
        caller.permit("delete_flow:live")
    etag = demand(if_match, record, needed=False, bare=request.app.state.dialect.etag_bare)
    if not caller.may("publish"):
        etag = record.etag  # what was judged is what is deleted: it may be published meanwhile
    caller.flows.delete(flow, caller.name, etag)
    return Response(status_code=204)


def receipt(dialect: Dialect, record: Record, status: int = 200) -> Response:
    """What a write answers: the flow's id and its new etag."""
    etag = quoted(record.etag)
    headers = {"ETag": etag} | ({"Location": f"{dialect.root}/flows/{record.id}"} if status == 201 else {})
    return answer({"id": record.id, "etag": etag}, status, headers)


def _new(dialect: Dialect, document: Any) -> Json:
    if not isinstance(document, dict):
        raise Malformed("body_not_object")
    owned = sorted(dialect.owned & document.keys())
    if owned:
        raise Malformed("members_owned", members=", ".join(owned), count=len(owned))
    dialect.check_new(document)
    return document


def _patched(dialect: Dialect, record: Record, raw: bytes, most: int) -> Json:
    """The record's document after the patch. What only the server writes can be tested, never changed."""
    patch = read_json(raw)
    shown = plain(dialect.flow(record))
    for index, operation in enumerate(patch if isinstance(patch, list) else []):
        if isinstance(operation, dict) and isinstance(operation.get("op"), str):
            _refuse_owned(dialect, index, operation)
    result = apply(shown, patch)
    weigh(result, most)
    if not isinstance(result, dict):
        raise Malformed("patch_leaves_no_flow")
    changed = [key for key in dialect.owned & result.keys() if not same(result[key], shown.get(key))]
    if changed:
        raise PatchRefused("patch_protected", pointer=f"/{changed[0]}")
    kept = {key: value for key, value in record.document.items() if key in dialect.owned}
    return {key: value for key, value in result.items() if key not in dialect.owned} | kept


def _refuse_owned(dialect: Dialect, index: int, operation: Json) -> None:
    for pointer in touched({"path": None, **operation}):
        if isinstance(pointer, str) and pointer.split("/")[1:2] and pointer.split("/")[1] in dialect.owned:
            raise PatchRefused("patch_protected", index, pointer=pointer)


def _write(caller: Caller, dialect: Dialect, record: Record, document: Json) -> Record:
    """Into the draft; a Flow Service flow that is live has no draft: there a patch is the next version."""
    if dialect.kind == "flowservice" and record.live_version is not None:
        caller.permit("patch_flow:live")
        return publish_document(caller, record, document)
    return caller.flows.save(record.id, document, record.etag, caller.name)

"""What is done with a flow as a whole: publish, disable, enable, discard, rollback."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from editor.api import documented as doc
from editor.api.callers import Caller, Reader
from editor.api.errors import Malformed
from editor.api.flows import IfMatch, receipt
from editor.api.preconditions import demand
from editor.api.publishing import publish
from editor.rights import Right
from storage.record import Record

ROUTER = APIRouter(tags=["flows"])
Deed = Callable[[Caller, Record, str | None, Request], Record]


def _published(caller: Caller, record: Record, etag: str | None, request: Request) -> Record:
    return publish(caller, record, etag, note=request.query_params.get("note", ""), name=request.query_params.get("name", ""))


def _rolled_back(caller: Caller, record: Record, etag: str | None, request: Request) -> Record:
    number = request.query_params.get("version", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Malformed("version_needed", version=number[:80])
    return caller.flows.rollback(record.id, int(number), caller.name, etag)


DEEDS: dict[str, tuple[Right, Deed]] = {
    "publish": ("publish", _published),
    "disable": ("publish", lambda caller, record, etag, _: caller.flows.disable(record.id, caller.name, etag)),
    "enable": ("publish", lambda caller, record, etag, _: caller.flows.enable(record.id, caller.name, etag)),
    "discard": ("design", lambda caller, record, etag, _: caller.flows.discard(record.id, caller.name, etag)),
    "rollback": ("publish", _rolled_back),
}
"""Each `op`: the right that it needs and the deed."""


@ROUTER.post("/flows/{flow}/action", **doc.acting)
def act_on_flow(request: Request, flow: str, caller: Reader,
                op: Annotated[str, Query(description="publish, disable, enable, discard or rollback, in any case.")],
                version: Annotated[str | None, Query(description="For rollback: the version to publish again.")] = None,
                note: Annotated[str | None, Query(description="For publish: what changes, for those who read the history.")] = None,  # noqa: E501
                name: Annotated[str | None, Query(description="For publish: what to call the version.")] = None,
                if_match: IfMatch = None) -> Response:  # fmt: skip
    """Needs no body. If-Match is obeyed where it is sent."""
    if op.lower() not in DEEDS:
        raise Malformed("action_unknown", op=op[:80], known=", ".join(DEEDS))
    right, deed = DEEDS[op.lower()]
    caller.need(right)
    record = caller.flows.get(flow)
    dialect = request.app.state.dialect
    etag = demand(if_match, record.etag, record.updated_by, record.updated_at, needed=False, bare=dialect.etag_bare)
    return receipt(dialect, deed(caller, record, etag, request))

"""What is done with a flow as a whole: publish, disable, enable, discard, rollback."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from editor.api import documented as doc
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed
from editor.api.flows import receipt
from editor.api.parameters import FlowAction, IfMatch, Note, RollbackTo, VersionName
from editor.api.preconditions import demand
from editor.api.publishing import publish
from storage.record import Record

ROUTER = APIRouter(tags=["flows"])


@dataclass(frozen=True)
class Wish:
    """What is asked of a flow: against which etag (None: any), and what the deed needs besides."""

    caller: Caller
    record: Record
    etag: str | None
    version: str | None = None
    note: str = ""
    name: str = ""

    @property
    def place(self) -> tuple[str, str, str | None]:
        """What storage wants of every write beyond the flow: id, author, etag."""
        return self.record.id, self.caller.name, self.etag


def _published(wish: Wish) -> Record:
    return publish(wish.caller, wish.record, wish.etag, note=wish.note, name=wish.name)


def _rolled_back(wish: Wish) -> Record:
    number = wish.version or ""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Malformed("version_needed", version=number[:80])
    return wish.caller.flows.rollback(wish.record.id, int(number), wish.caller.name, wish.etag)


DEEDS: dict[str, Callable[[Wish], Record]] = {
    "publish": _published,
    "disable": lambda wish: wish.caller.flows.disable(*wish.place),
    "enable": lambda wish: wish.caller.flows.enable(*wish.place),
    "discard": lambda wish: wish.caller.flows.discard(*wish.place),
    "rollback": _rolled_back,
}
"""Each `op` with its deed."""


@ROUTER.post("/flows/{flow}/action", **doc.acting)
def act_on_flow(
    request: Request,
    flow: str,
    caller: Permitted,
    *,
    op: FlowAction,
    version: RollbackTo = None,
    note: Note = "",
    name: VersionName = "",
    if_match: IfMatch = None,
) -> Response:
    """Needs no body. If-Match is obeyed where it is sent."""
    if op.lower() not in DEEDS:
        raise Malformed("action_unknown", op=op[:80], known=", ".join(DEEDS))
    caller.permit(f"act_on_flow:{op.lower()}")
    record = caller.flows.get(flow)
    dialect = request.app.state.dialect
    etag = demand(if_match, record, needed=False, bare=dialect.etag_bare)
    return receipt(dialect, DEEDS[op.lower()](Wish(caller, record, etag, version, note, name)))

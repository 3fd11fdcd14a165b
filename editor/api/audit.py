"""The audit log and the log of sign-ins. For administrators."""

from dataclasses import asdict
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from starlette.responses import Response, StreamingResponse

from editor.api import documented_audit as doc
from editor.api.answers import answer
from editor.api.callers import Permitted
from editor.api.parameters import Limit
from editor.audit.exporting import MEDIA_TYPES, ExportKind, exported, shown
from editor.audit.verdict import verdict

ROUTER = APIRouter(tags=["audit"])
LIMIT = 200
Words = Annotated[str, Query(max_length=500, description="Only lines that have all these words somewhere.")]
Before = Annotated[int | None, Query(ge=1, le=2**62, description="Only lines with smaller numbers.")]
Kind = Annotated[ExportKind, Query(alias="format", description="A table (csv), or a JSON object per line (ndjson).")]
Whose = Annotated[str | None, Query(description="Only those of this person (an id).")]


@ROUTER.get("/audit", **doc.audit)
def list_audit(request: Request, caller: Permitted, *, search: Words = "", before: Before = None, limit: Limit = None
               ) -> Response:  # fmt: skip
    """Who did what when, from where, to which object; newest first."""
    lines = caller.installation.audit.search(search, before=before, limit=(limit or LIMIT) + 1)
    return _page(request, "audit", [shown(line) for line in lines], limit or LIMIT)


@ROUTER.get("/audit/export", **doc.audit_export)
def export_audit(caller: Permitted, *, kind: Kind = "csv") -> Response:
    """All of it, oldest first, as it is read."""
    headers = {"Content-Disposition": f'attachment; filename="audit.{kind}"', "Cache-Control": "no-store"}
    return StreamingResponse(exported(kind, caller.installation.audit.all()), 200, headers, MEDIA_TYPES[kind])


@ROUTER.get("/audit/verification", **doc.audit_verification)
async def verify_audit(caller: Permitted) -> Response:
    """Whether the log is what was written: each line that was altered or is missing is named."""
    found = await to_thread.run_sync(verdict, caller.installation.audit)
    return answer(found.shown(caller.say))


@ROUTER.get("/sign-ins", **doc.sign_ins)
def list_sign_ins(request: Request, caller: Permitted, *, person: Whose = None, before: Before = None,
                  limit: Limit = None) -> Response:  # fmt: skip
    """Who came in or was refused, from where; newest first."""
    found = caller.installation.people.sign_ins.newest(person, before=before, limit=(limit or LIMIT) + 1)
    return _page(request, "sign-ins", [asdict(one) for one in found], limit or LIMIT)


def _page(request: Request, place: str, lines: list[dict[str, Any]], limit: int) -> Response:
    more = request.url.include_query_params(before=lines[limit - 1]["number"]) if len(lines) > limit else None
    address = more and f"{request.app.state.dialect.root}/{place}?{more.query}"
    return answer({"items": lines[:limit], "next": address})

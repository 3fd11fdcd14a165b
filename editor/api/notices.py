"""What the caller was told."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from editor.api import documented_notices as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect, read_json
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed
from editor.notices.inbox import Inbox
from storage.errors import NotFound

ROUTER = APIRouter(tags=["notices"])
Before = Annotated[int | None, Query(ge=1, le=2**53, description="Only those with a smaller number.")]
Limit = Annotated[int, Query(ge=1, le=1000)]
_TOLD = ("number", "time", "read", "subject", "body", "link", "sender")


@ROUTER.get("/notices", **doc.notices)
def list_notices(caller: Permitted, *, unread: bool = False, before: Before = None, limit: Limit = 50) -> Response:
    """The caller's own, the newest first; what is sealed in them is masked here. `next` is the `before` of more."""
    inbox = _inbox(caller)
    found = inbox.newest(caller.language, before=before, limit=limit + 1, unread=unread)
    shown = [{name: getattr(one, name) for name in _TOLD} for one in found[:limit]]
    following = shown[-1]["number"] if len(found) > limit else None
    return answer({"items": shown, "unread": inbox.unread(), "next": following})


@ROUTER.post("/notices/read", **doc.reading_notices)
def read_notices(request: Request, caller: Permitted, raw: Body) -> Response:
    """The caller has looked at those with these `numbers`, or at all."""
    expect(request, (JSON,), "Accept-Post")
    inbox = _inbox(caller)
    inbox.mark_read(_numbers(read_json(raw)) if raw else None)
    return answer({"unread": inbox.unread()})


def _inbox(caller: Caller) -> Inbox:
    try:
        person = caller.installation.people.person(caller.name).id
    except NotFound:  # the command line is nobody
        person = ""
    return Inbox(caller.installation.notices, None, person)


def _numbers(body: Any) -> list[int]:
    numbers = body.get("numbers") if isinstance(body, dict) else None
    if not isinstance(numbers, list) or not all(type(one) is int and 0 < one <= 2**53 for one in numbers):
        raise Malformed("member_missing", member="numbers")
    return numbers[:1000]

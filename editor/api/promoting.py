"""A flow goes to another sandbox: what would come of it, and doing it."""

from collections.abc import Collection
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from editor.api import documented_sandboxes as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect, read_json
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed, NotAllowed
from editor.api.parameters import PromoteTo, PromoteWhat
from editor.sandboxes.allowed import holding
from editor.sandboxes.differing import difference_in_words
from runtime.sandboxes.promoting import Promoting
from runtime.sandboxes.promotion import Item, Promotion, promotion
from storage.errors import NotFound

ROUTER = APIRouter(tags=["sandboxes"])
_WHATS = ("draft", "live")


@ROUTER.get("/flows/{flow}/promote", **doc.planning)
def plan_promotion(flow: str, caller: Permitted, to: PromoteTo = "", what: PromoteWhat = "draft") -> Response:
    """What promoting the flow would do: everything that it needs, and how that stands there. Nothing is changed."""
    return answer(_view(caller, _found(caller, flow, to, what)))


@ROUTER.post("/flows/{flow}/promote", **doc.promoting)
def promote_flow(request: Request, flow: str, caller: Permitted, raw: Body) -> Response:
    """Copies the flow into another sandbox as a draft there, with everything that it needs and that is not there.

    What is there and different is kept, unless `take` names it. Secrets never go along: enter them there.
    """
    expect(request, (JSON,), "Accept-Post")
    body = read_json(raw)
    if not isinstance(body, dict):
        raise Malformed("body_not_object")
    found = _found(caller, flow, body.get("to"), body.get("what", "draft"))
    take, state = _taken(body.get("take", [])), body.get("state")
    promoting = Promoting(caller.installation, caller.name)
    there = promoting.do(found, take, seen=None if state is None else str(state))
    headers = {"Location": f"{request.app.state.dialect.root}/flows/{there}"}
    return answer(_view(caller, found) | {"flow": there}, headers=headers)


def _found(caller: Caller, flow: str, to: Any, what: Any) -> Promotion:
    """Refused like an unknown sandbox where the caller may not even look; then where they may not design."""
    if not isinstance(to, str) or not to:
        raise Malformed("member_missing", member="to")
    if what not in _WHATS:
        raise Malformed("choice_unknown", value=str(what)[:80], setting="what")
    installation = caller.installation
    if to not in {one.name for one in holding(installation, caller.name, "read")}:
        raise NotFound("sandbox", to[:80])
    rights = installation.roles.rights(caller.name, to)
    if "design" not in rights or (caller.scopes and "design" not in caller.scopes):
        raise NotAllowed("right_missing", right="design", role=caller.role)
    administers = "administer" in rights and (not caller.scopes or "administer" in caller.scopes)
    return promotion(installation, caller.sandbox, flow, to, live=what == "live", administers=administers)


def _taken(asked: Any) -> Collection[tuple[str, str]]:
    """The body's `take`: kind and id of each."""
    if not isinstance(asked, list):
        raise Malformed("member_missing", member="take")
    taken = set()
    for one in asked:
        if not isinstance(one, dict) or not all(isinstance(one.get(name), str) for name in ("kind", "id")):
            raise Malformed("member_missing", member="take")
        taken.add((one["kind"], one["id"]))
    return taken


def _view(caller: Caller, found: Promotion) -> dict[str, Any]:
    items = [_item(caller, one) for one in found.items]
    return {"from": found.source, "to": found.target, "flow": found.flow.into, "state": found.state, "items": items}


def _item(caller: Caller, one: Item) -> dict[str, Any]:
    differences = [{"code": each.code, "name": each.name, "message": difference_in_words(caller.say, each)}
                   for each in one.differences]  # fmt: skip
    return {"kind": one.kind, "id": one.id, "into": one.into, "name": one.name, "standing": one.standing,
            "differences": differences, "barred": one.barred}  # fmt: skip

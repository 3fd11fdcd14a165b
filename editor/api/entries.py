"""The entries of a component: sought, read, made, changed, deleted; those of a proxy are answered by its flows."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from editor.api import documented_data as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect, read_json
from editor.api.callers import Caller, Permitted
from editor.api.components import entries_of
from editor.api.entry_filters import conditions, orders
from editor.api.entry_sources import sought, standing, table
from editor.api.errors import Malformed
from editor.api.parameters import Count, Filters, IfMatch, Limit
from editor.api.preconditions import quoted, read_tags
from storage.entries import Entry, Operation, Unfit
from storage.errors import NotFound, Stale

ROUTER = APIRouter(tags=["entries"])
Orders = Annotated[
    list[str] | None, Query(description="A field; `-name` for the other direction. Several count in turn.")
]
Offset = Annotated[int, Query(ge=0, le=10**9, description="How many entries to pass over.")]
_LIMIT = 50


@ROUTER.get("/components/{component}/entries", **doc.entries)
def list_entries(component: str, caller: Permitted, *, property: Filters = None, orderby: Orders = None,
                 limit: Limit = None, offset: Offset = 0, count: Count = False) -> Response:  # fmt: skip
    """The entries that pass every filter, by `orderby` and then by id.

    `property` also takes `>`, `>=`, `<`, `<=`, `*=` (contains), `^=` (begins with), `$=` (ends with), `=in=a,b`;
    `name` alone asks for a value, `!name` for none.
    """
    design = entries_of(caller).component(component)
    asked, order = conditions(property or []), orders(orderby or [], design)
    most = limit or _LIMIT
    found, total = sought(caller, design, asked=asked, order=order, offset=offset, limit=most + 1, count=count)
    query = [("property", one) for one in property or []] + [("orderby", one) for one in orderby or []]
    query += [("limit", str(most)), ("offset", str(offset + most))] + ([("count", "true")] if count else [])
    following = f"/api/components/{design.id}/entries?{urlencode(query)}" if len(found) > most else None
    links = {"Link": f'<{following}>; rel="next"'} if following else {}
    body: dict[str, Any] = {"items": found[:most], "next": following}
    return answer(body if total is None else {**body, "count": total}, headers=links)


@ROUTER.get("/components/{component}/entries/{entry}", **doc.entry)
def read_entry(component: str, entry: str, caller: Permitted) -> Response:
    """One entry; its ETag is the state to change."""
    found = standing(caller, entries_of(caller).component(component), entry)
    state = found.get("updateDate")
    return answer(found, headers={"ETag": quoted(str(state))} if state else {})


@ROUTER.post("/components/{component}/entries", status_code=201, **doc.creating)
def create_entry(request: Request, component: str, caller: Permitted, raw: Body) -> Response:
    """Makes an entry of values by field name."""
    expect(request, (JSON,), "Accept-Post")
    made = _write(caller, component, Operation(component, "create", values=_values(raw)))
    place = f"{request.app.state.dialect.root}/components/{component}/entries/{made['id']}"
    return _receipt(made, 201, {"Location": place})


@ROUTER.patch("/components/{component}/entries/{entry}", **doc.changing)
def change_entry(request: Request, component: str, entry: str, caller: Permitted, raw: Body, *,
                 if_match: IfMatch = None) -> Response:  # fmt: skip
    """Changes the fields that are named. If-Match is obeyed where it is sent."""
    expect(request, (JSON,), "Accept-Patch")
    values = _values(raw)
    stands = standing(caller, table(caller, component), entry)
    seen = _seen(if_match, stands)
    try:
        return _receipt(_write(caller, component, Operation(component, "update", stands["id"], values, seen)))
    except Unfit as wrong:
        if any(one.code == "entry_stale" for one in wrong.faults):
            raise _stale(if_match or "*", standing(caller, table(caller, component), entry)) from None
        raise


@ROUTER.delete("/components/{component}/entries/{entry}", status_code=204, **doc.deleting)
def delete_entry(component: str, entry: str, caller: Permitted) -> Response:
    """The entry is gone for good."""
    stands = standing(caller, table(caller, component), entry)
    entries_of(caller).write([Operation(component, "delete", stands["id"])], caller.name)
    return Response(status_code=204)


class StaleEntry(Stale):
    """The entry was written since it was read."""

    code = "entry_stale"


def _values(raw: bytes) -> dict[str, Any]:
    values = read_json(raw)
    if not isinstance(values, dict):
        raise Malformed("body_not_object")
    return values


def _write(caller: Caller, component: str, operation: Operation) -> Entry:
    table(caller, component)
    [outcome] = entries_of(caller).write([operation], caller.name)
    [made] = entries_of(caller).get(component, [outcome.id])
    if made is None:
        raise NotFound("entry", str(outcome.id))
    return dict(made)


def _seen(if_match: str | None, stands: Entry) -> str | None:
    if if_match is None or (tags := read_tags(if_match)).any:
        return None
    if not tags.strongly(stands["updateDate"]):
        raise _stale(if_match, stands)
    return str(stands["updateDate"])


def _stale(sent: str, stands: Entry) -> StaleEntry:
    time = datetime.fromisoformat(stands["updateDate"])
    wrong = StaleEntry(sent[:200], quoted(stands["updateDate"]), stands["updateSubject"], time)
    wrong.parameters["id"] = stands["id"]
    return wrong


def _receipt(made: Entry, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    etag = quoted(str(made["updateDate"]))
    return answer({"id": made["id"], "etag": etag}, status, {"ETag": etag, **(headers or {})})

"""Components: listed, read, designed, dropped."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from editor.api import documented_data as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect, read_json
from editor.api.callers import Caller, Permitted
from editor.api.designs import designed
from editor.api.errors import NeedsEtag
from editor.api.parameters import IfMatch
from editor.api.preconditions import quoted, read_tags
from editor.api.uses import Force, refuse_used
from storage.component import Component
from storage.errors import NotFound

ROUTER = APIRouter(tags=["components"])
Keep = Annotated[bool, Query(description="Set values aside that a new type cannot hold, instead of refusing it.")]


@ROUTER.get("/components", **doc.components)
def list_components(caller: Permitted) -> Response:
    """All of them, by id."""
    return answer({"items": [shown(one) for one in entries_of(caller).components()], "next": None})


@ROUTER.get("/components/{component}", **doc.component)
def read_component(component: str, caller: Permitted) -> Response:
    """One component: its fields, or the flows that answer for it."""
    return _answered(entries_of(caller).component(component))


@ROUTER.put("/components/{component}", **doc.designing)
def design_component(request: Request, component: str, caller: Permitted, raw: Body, *, if_match: IfMatch = None,
                     keep: Keep = False) -> Response:  # fmt: skip
    """Makes a component under this id, or redesigns the one that is there (then If-Match is needed).

    Fields are found by their ids; one without an id gets one of its name. Values of removed fields are set aside.
    """
    expect(request, (JSON,), "Accept")
    wanted = designed(component, read_json(raw))
    entries = entries_of(caller)
    try:
        revision = _revision(if_match, entries.component(component))
    except NotFound:
        revision = 0
    made = entries.define(wanted, caller.name, revision=revision, keep=keep)
    status = 201 if revision == 0 else 200
    headers = {"Location": f"{request.app.state.dialect.root}/components/{made.id}"} if status == 201 else {}
    return _answered(made, status, headers)


@ROUTER.delete("/components/{component}", status_code=204, **doc.dropping)
def drop_component(component: str, caller: Permitted, *, force: Force = False) -> Response:
    """The component is gone with all its entries; what something works with is kept unless `force` says so."""
    entries = entries_of(caller)
    found = entries.component(component)
    if not force:
        refuse_used(caller, "component", component, "component_in_use", found.name)
    entries.drop(component)
    return Response(status_code=204)


def entries_of(caller: Caller) -> Any:
    return caller.installation.entries(caller.sandbox)


def shown(component: Component) -> dict[str, Any]:
    told = component.model_dump(mode="json", include={"id", "name", "description", "fields", "proxy", "revision"})
    return told | {"etag": quoted(str(component.revision))}


def _answered(component: Component, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return answer(shown(component), status, {"ETag": quoted(str(component.revision)), **(headers or {})})


def _revision(if_match: str | None, stands: Component) -> int | None:
    """The revision to write over; one that nobody has where another was meant: the store tells who was first."""
    if if_match is None:
        raise NeedsEtag("etag_needed")
    tags = read_tags(if_match)
    if tags.any:
        return None
    return stands.revision if tags.strongly(str(stands.revision)) else -1

"""What uses a component, a connector, a template, a flow or a file: asked before one is changed or deleted."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from editor.api import documented as doc
from editor.api.answers import answer
from editor.api.callers import Caller, Permitted
from runtime.uses import UsedKind
from storage.errors import Conflict

ROUTER = APIRouter(tags=["uses"])
Force = Annotated[bool, Query(description="Delete it though something works with it now.")]


@ROUTER.get("/uses/{kind}/{id}", **doc.uses)
def list_uses(kind: UsedKind, id: str, caller: Permitted) -> Response:
    """Every place that names the thing, what would break without it first; none for a thing that nobody names."""
    found = caller.installation.uses(caller.sandbox).of(kind, id)
    return answer({"items": [asdict(use) | {"breaks": use.breaks} for use in found], "next": None})


def refuse_used(caller: Caller, kind: UsedKind, id: str, code: str, name: str) -> None:
    """`Conflict` names all that would break without the thing, for a call that does not force it."""
    uses = caller.installation.uses(caller.sandbox).of(kind, id)
    if breaking := [use.name for use in uses if use.breaks]:
        raise Conflict(code, name=name, users=", ".join(dict.fromkeys(breaking)))

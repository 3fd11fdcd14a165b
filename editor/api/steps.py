"""The step catalogue: what each type is for, and its settings as a JSON Schema."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from editor.api import documented as doc
from editor.api.answers import answer
from editor.api.callers import Caller, Permitted
from editor.i18n import known
from runtime.step_type import Group, StepType
from runtime.steps import CATALOG
from storage.errors import NotFound

ROUTER = APIRouter(tags=["steps"])


@ROUTER.get("/steps", **doc.catalogue)
def list_step_types(caller: Permitted) -> Response:
    """Every step type, in the palette's order, labelled in the caller's language."""
    groups = [{"name": group.value, "label": caller.say(f"palette.groups.{group}")} for group in Group]
    return _labelled(caller, {"items": [_shown(caller, kind) for kind in CATALOG.values()], "groups": groups})


@ROUTER.get("/steps/{type}", **doc.step_type)
def read_step_type(type: str, caller: Permitted) -> Response:
    """One step type."""
    if type not in CATALOG:
        raise NotFound("step_type", type[:80])
    return _labelled(caller, _shown(caller, CATALOG[type]))


def _shown(caller: Caller, kind: type[StepType]) -> dict[str, Any]:
    name = kind.type_name()
    schema = kind.model_json_schema(by_alias=True)
    schema.pop("description", None)
    for setting, part in schema.get("properties", {}).items():
        part["title"] = caller.say(f"steps.{name}.settings.{setting}.label")
        hint = f"steps.{name}.settings.{setting}.hint"
        if known(hint):
            part["description"] = caller.say(hint)
    return {
        "type": name, "group": kind.group.value, "nature": kind.nature.value, "icon": kind.icon,
        "label": caller.say(f"steps.{name}.label"), "summary": caller.say(f"steps.{name}.summary"),
        "sources": kind.source_settings(), "per_item": kind.per_item, "timed": kind.timed, "settings": schema,
    }  # fmt: skip


def _labelled(caller: Caller, content: Any) -> Response:
    return answer(content, headers={"Content-Language": caller.language, "Vary": "Accept-Language"})

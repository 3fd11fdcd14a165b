"""The things outside that a flow's settings name, found by the widgets of `runtime/fields.py`."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from runtime.field_paths import uses, widget_of
from runtime.fields import OWNERS, THINGS
from runtime.flow_warnings import file_choices
from runtime.known import Known
from runtime.problems import Problem
from runtime.settings import setting_path, strict
from runtime.steps import CATALOG
from storage.documents import Step, read_flow


@dataclass(frozen=True)
class Mention:
    """A step names a thing: its kind and id, and the setting that says so."""

    kind: str
    id: str
    setting: str
    step: str = ""


def mentions(settings: BaseModel, step: str = "") -> Iterator[Mention]:
    """Every thing that the settings name."""
    for use in uses(settings):
        if use.widget.kind in THINGS:
            yield Mention(use.widget.kind, use.path, setting_path(use.at), step)


def mentioned(document: object) -> Iterator[Mention]:
    """Every thing and every stored file that a flow names, also where a step is not finished. `UnreadableDocument`."""
    for step in read_flow(document).steps():
        kind = strict(step, CATALOG).kind
        yield from _written(step) if kind is None else mentions(kind, step.id)
        for name, choice in file_choices(kind) if kind else ():
            if choice.from_ == "stored" and choice.id:
                yield Mention("file", choice.id, name, step.id)


def _written(step: Step) -> Iterator[Mention]:
    """What settings that are wrong somewhere name all the same."""
    kind = CATALOG.get(step.type)
    for name in kind.model_fields if kind else ():
        widget, value = widget_of(kind, name), step.settings.get(name)
        if widget and widget.kind in THINGS and isinstance(value, str):
            yield Mention(widget.kind, value, name, step.id)


def gone(settings: BaseModel, known: Known) -> Iterator[Problem]:
    """Things, and parts of things, that do not exist (any more)."""
    for use in uses(settings):
        kind, owner = use.widget.kind, OWNERS.get(use.widget.kind)
        setting = setting_path(use.at)
        if kind in THINGS and kind in known and known.get(kind, use.path) is None:
            near = known.nearest(kind, use.path)
            code, more = (f"{kind}_gone_near", {"nearest": near}) if near else (f"{kind}_gone", {})
            yield Problem(code=code, setting=setting, parameters={"id": use.path, **more})
        elif owner and owner in known:
            whose = getattr(settings, use.widget.within or owner, None)
            thing = known.get(owner, whose) if isinstance(whose, str) else None
            if thing is not None and use.path not in {part.id for part in known.parts(owner, str(whose))}:
                yield Problem(code=f"{kind}_gone", setting=setting, parameters={"id": use.path, "owner": whose})

"""A document whose things have other ids elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from runtime.field_paths import Location, uses, widget_of
from runtime.fields import THINGS
from runtime.settings import strict
from runtime.steps import CATALOG
from storage.component import Component
from storage.documents import Step
from storage.exact_json import copied

Renamed = Mapping[tuple[str, str], str]
"""The other id of a thing, by its kind and the id that it has here."""


def rewritten(document: dict[str, Any], renamed: Renamed) -> dict[str, Any]:
    """A copy that names the same things by the other ids, without the versions of flows that were fixed here."""
    made = copied(document)
    made.pop("uses", None)
    for phase in made.get("phases") or ():
        for step in phase.get("steps") or ():
            for at, key in list(_named(step)):
                if (other := renamed.get(key)) is not None:
                    _put(step["settings"], at, other)
    return made


def with_references(component: Component, renamed: Renamed) -> Component:
    """The same of a design: what its fields refer to, and the flows that answer for a proxy."""
    fields = [
        one.model_copy(update={"catalog": renamed.get(("component", one.catalog), one.catalog)}) if one.catalog else one
        for one in component.fields
    ]
    proxy = component.proxy
    if proxy:
        told = {way: renamed.get(("flow", flow), flow) for way in ("get", "query") if (flow := getattr(proxy, way))}
        proxy = proxy.model_copy(update=told)
    return component.model_copy(update={"fields": fields, "proxy": proxy})


def _named(step: dict[str, Any]) -> Iterator[tuple[Location, tuple[str, str]]]:
    """Where a step names a thing, as in `runtime.mentions`: also where it is not finished."""
    read = Step.model_validate(step)
    kind = strict(read, CATALOG).kind
    if kind:
        for use in uses(kind):
            if use.widget.kind in THINGS:
                yield use.at, (use.widget.kind, use.path)
        return
    known = CATALOG.get(read.type)
    for name in known.model_fields if known else ():
        widget, value = widget_of(known, name) if known else None, read.settings.get(name)
        if widget and widget.kind in THINGS and isinstance(value, str):
            yield (name,), (widget.kind, value)


def _put(settings: Any, at: Location, value: str) -> None:
    *before, last = at
    for part in before:
        settings = settings[part]
    settings[last] = value

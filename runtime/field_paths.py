"""Every field path in a step's settings against the schema of the source it looks into.

Nothing here knows a step type: the `Widget` annotations of `runtime/fields.py` say which settings are paths.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from runtime.fields import Widget
from runtime.problems import Problem
from runtime.schema import Kind, Schema, lookup, nearest
from runtime.settings import setting_path

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Use:
    """A path that the settings mention: where it stands, what it says, how it is meant."""

    at: Location
    path: str
    widget: Widget


def uses(settings: BaseModel, at: Location = ()) -> Iterator[Use]:
    """Every path in the settings, parts of parts included, in the order of the form."""
    for name, info in type(settings).model_fields.items():
        here = (*at, info.alias or name)
        widget = widget_of(type(settings), name)
        yield from _uses(getattr(settings, name), here, widget)


def field_problems(settings: BaseModel, schemas: Mapping[str, Schema | None]) -> list[Problem]:
    """Paths that no item can have; `schemas` by source setting, None where a schema is open or unknown."""
    found, written = [], set[str]()
    for use in uses(settings):
        if use.widget.kind == "new_field":
            written.add(use.path)
            continue
        schema = schemas.get(use.widget.of)
        if schema is None or use.widget.kind not in ("field", "array"):
            continue
        within = getattr(settings, use.widget.within, None) if use.widget.within else None
        wrong = _wrong(schema, use, within, written)
        if wrong:
            code, parameters = wrong
            found.append(Problem(code=code, setting=setting_path(use.at), parameters=parameters))
    return found


def needs(settings: BaseModel, source: str) -> bool:
    """Whether some path looks into the model of `source`."""
    return any(use.widget.kind in ("field", "array") and use.widget.of == source for use in uses(settings))


def _wrong(schema: Schema, use: Use, within: str | None, written: set[str]) -> tuple[str, dict[str, Any]] | None:
    """A code with parameters; None for a good path and for one that an earlier line of the settings writes."""
    try:
        if within is not None:
            array = lookup(schema, within)
            if array is None or array.kind is not Kind.ARRAY or array.element is None:
                return None  # the array's own setting says so
            schema = array.element.fields
        kind = lookup(schema, use.path)
    except ValueError:
        return "path_unreadable", {"path": use.path}
    if kind is None:
        known = use.path in written or any(use.path.startswith(f"{name}.") for name in written)
        near = nearest(schema, use.path)
        missing = ("field_missing_near", {"nearest": near}) if near else ("field_missing", {})
        return None if known else (missing[0], {"field": use.path, **missing[1]})
    if use.widget.kind == "array" and kind.kind not in (Kind.ARRAY, Kind.ANY):
        return "not_an_array", {"field": use.path, "type": str(kind.kind)}
    return None


def _uses(value: Any, at: Location, widget: Widget | None) -> Iterator[Use]:
    if isinstance(value, BaseModel):
        yield from uses(value, at)
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _uses(part, (*at, index), widget)
    elif isinstance(value, str) and widget:
        yield Use(at, value, widget)


@cache
def widget_of(kind: type[BaseModel], name: str) -> Widget | None:
    """The widget of a field, of its list's elements, or of the one that may be null."""
    info = kind.model_fields[name]
    return next((mark for mark in (*info.metadata, *_marks(info.annotation)) if isinstance(mark, Widget)), None)


def _marks(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for argument in get_args(annotation):
        yield from _marks(argument)

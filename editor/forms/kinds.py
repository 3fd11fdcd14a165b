"""What a form asks, read from the step type's own fields: one description per setting, one kind per input."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from runtime.fields import FileChoice, Widget


@dataclass(frozen=True)
class Asked:
    """One setting (or one part of a line) as a form asks for it.

    `kind` picks the input: the widget kinds of `runtime.fields`, or choice, switch, integer, number, text, texts
    (a list of words), fields (a list of paths), lines (a list of parts), part, file and json. `of` and `within` are
    the widget's; `parts` belong to lines and parts, `model` is their class.
    """

    name: str
    kind: str
    optional: bool = False
    default: Any = None
    of: str = "source"
    within: str | None = None
    choices: tuple[Any, ...] = ()
    parts: tuple["Asked", ...] = ()
    model: type[BaseModel] | None = None

    def part(self, name: str) -> "Asked | None":
        return next((part for part in self.parts if part.name == name), None)


def asked_of(model: type[BaseModel]) -> tuple[Asked, ...]:
    """Every setting of a step type (or part of a line) in the order in which it is written."""
    return tuple(_asked(info.alias or name, info) for name, info in model.model_fields.items())


def fits(asked: Asked, value: object) -> bool:
    """Whether the input for `asked` can show `value`; what does not fit is shown as JSON, to be repaired."""
    if value is None:
        return True
    if asked.kind in {"lines", "texts", "fields", "entry_fields", "roles"}:
        inner = dict if asked.kind == "lines" else str
        return isinstance(value, list) and all(isinstance(one, inner) for one in value)
    shapes = {"part": dict, "file": dict, "secret": str | dict, "switch": bool}
    if asked.kind in shapes:
        return isinstance(value, shapes[asked.kind])
    if asked.kind in {"json", "constant"}:
        return True
    return isinstance(value, str | int | float)


def _asked(name: str, info: FieldInfo) -> Asked:
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    if isinstance(default, BaseModel):
        default = default.model_dump(mode="json", by_alias=True, exclude_none=True)
    return _of_type(name, info.annotation, list(info.metadata), default)


def _of_type(name: str, annotation: Any, marks: list[Any], default: Any) -> Asked:
    bare, found, optional = _unwrapped(annotation, marks)
    widget = next((mark for mark in found if isinstance(mark, Widget)), None)
    if widget:
        kind, of, within = widget.kind, widget.of, widget.within
        return Asked(name, kind, optional, default, of, within, _choices(bare))
    if get_origin(bare) in {list, tuple}:
        return _listed(name, optional, default, get_args(bare)[0])
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        kind = "file" if issubclass(bare, FileChoice) else "part"
        return Asked(name, kind, optional, default, parts=asked_of(bare), model=bare)
    return Asked(name, _plain(bare), optional, default, choices=_choices(bare))


_LISTS = {"field": "fields", "text": "texts", "new_field": "texts", "entry_field": "entry_fields", "role": "roles"}
"""Lists of plain values by the kind of one."""


def _listed(name: str, optional: bool, default: Any, element: Any) -> Asked:
    inner = _of_type(name, element, [], None)
    if inner.kind == "part":
        return Asked(name, "lines", optional, default or [], parts=inner.parts, model=inner.model)
    return Asked(name, _LISTS.get(inner.kind, "json"), optional, default or [], inner.of, inner.within)


def _unwrapped(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any], bool]:
    """The type below `Annotated` and `| None`, every mark met on the way, and whether None is allowed."""
    optional = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            marks = [*marks, *more]
        elif get_origin(annotation) in {Union, UnionType}:
            rest = [one for one in get_args(annotation) if one is not NoneType]
            optional = optional or len(rest) < len(get_args(annotation))
            if len(rest) != 1:
                return Any, marks, optional
            annotation = rest[0]
        else:
            return annotation, marks, optional


def _plain(bare: Any) -> str:
    if get_origin(bare) is Literal:
        return "choice"
    return {bool: "switch", int: "integer", float: "number", str: "text"}.get(bare, "json")


def _choices(bare: Any) -> tuple[Any, ...]:
    if get_origin(bare) is Literal:
        return get_args(bare)
    return tuple(_members(bare))


def _members(bare: Any) -> Iterator[str]:
    if isinstance(bare, type) and hasattr(bare, "__members__"):
        yield from (member.value for member in bare.__members__.values())

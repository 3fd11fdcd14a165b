"""References inside items: where they stand, whom they mean, and items in which entries stand in their place."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from runtime.entry_access import Entry
from runtime.schema import UNKNOWN, FieldType, Kind, Schema, format_path, parse_path, paths

if TYPE_CHECKING:
    from storage.component import Component


def catalogs_in(schema: Schema, component: "Component") -> dict[str, str]:
    """The paths of the component's catalog fields, wherever in the items they stand, with what they refer to."""
    meant = {field.name: field.catalog for field in component.fields if field.type == "catalog" and field.catalog}
    found = {}
    for path, kind in paths(schema):
        wanted = meant.get(parse_path(path)[-1])
        if wanted and kind.kind in (Kind.INTEGER, Kind.ANY):
            found[path] = wanted
    return found


def cut(path: str) -> tuple[str, tuple[str, ...]]:
    """Up to the first list on the way, and the rest."""
    segments = parse_path(path)
    at = segments.index("[]") if "[]" in segments else len(segments)
    return format_path(segments[:at]), segments[at:]


def referred(values: Iterable[Any]) -> Iterator[int]:
    """The ids among values, lists entered."""
    for value in values:
        if isinstance(value, list):
            yield from referred(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            yield value


def replaced(value: Any, rest: tuple[str, ...], found: Mapping[int, Entry]) -> Any:
    """The value with the entry in place of the id that stands at `rest`; null where there is no such entry."""
    if not rest:
        return found.get(value) if isinstance(value, int) and not isinstance(value, bool) else None
    if rest[0] == "[]":
        return [replaced(one, rest[1:], found) for one in value] if isinstance(value, list) else value
    return value | {rest[0]: replaced(value.get(rest[0]), rest[1:], found)} if isinstance(value, dict) else value


def replaced_type(kind: FieldType | None, rest: tuple[str, ...], entry: FieldType) -> FieldType:
    """The type of what `replaced` gives."""
    if not rest:
        return entry
    if kind and rest[0] == "[]" and kind.kind is Kind.ARRAY:
        return FieldType(Kind.ARRAY, element=replaced_type(kind.element, rest[1:], entry))
    if kind and kind.kind is Kind.OBJECT:
        inner = replaced_type(kind.fields.get(rest[0]), rest[1:], entry)
        return FieldType(Kind.OBJECT, {**kind.fields, rest[0]: inner})
    return kind or UNKNOWN

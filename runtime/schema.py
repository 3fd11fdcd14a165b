"""The types of a model's fields, and paths into them. No engine is imported here."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum


class Kind(StrEnum):
    """The field types of a model. `any` carries conflicting values as JSON text, each with its own kind."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    ARRAY = "array"
    OBJECT = "object"
    ANY = "any"


@dataclass(frozen=True)
class FieldType:
    """A field's type; objects have `fields`, arrays an `element`, datetimes may be `zoned` (kept as UTC).

    `empty` marks an `any` of which nothing is known yet (only nulls were seen, or no data was there): it fits anywhere.
    """

    kind: Kind
    fields: "Schema" = field(default_factory=dict)
    element: "FieldType | None" = None
    zoned: bool = False
    empty: bool = False


UNKNOWN = FieldType(Kind.ANY, empty=True)
"""The type of a field of which nothing but nulls was seen."""
Schema = dict[str, FieldType]
"""Field names in order, each with its type."""

_SEGMENT = re.compile(r'"((?:[^"\0]|"")*)"(\[\])?|([^."\[\]\0]+)(\[\])?')


def parse_path(path: str) -> tuple[str, ...]:
    """`customer.city` → its segments; `lines[].price` keeps `[]` as a segment; `"net.price"` is one segment.

    Raises ValueError for text that is no path (empty, dangling dot, open quote, a null character).
    """
    segments: list[str] = []
    at = 0
    while True:
        match = _SEGMENT.match(path, at)
        if not match:
            raise ValueError(path)
        quoted, quoted_all, bare, bare_all = match.groups()
        segments.append(bare if quoted is None else quoted.replace('""', '"'))
        if quoted_all or bare_all:
            segments.append("[]")
        at = match.end()
        if at == len(path):
            return tuple(segments)
        if path[at] != ".":
            raise ValueError(path)
        at += 1


def format_path(segments: tuple[str, ...]) -> str:
    """The inverse of `parse_path`: names with a dot, space, quote or bracket come out quoted."""
    text = ""
    for segment in segments:
        if segment == "[]":
            text += "[]"
            continue
        plain = re.fullmatch(r'[^."\[\]\s]+', segment)
        quoted = segment if plain else '"' + segment.replace('"', '""') + '"'
        text += f".{quoted}" if text else quoted
    return text


def lookup(schema: Schema, path: str) -> FieldType | None:
    """The type at `path`, or None where the schema has no such field. Below `any` everything is `any`."""
    here = FieldType(Kind.OBJECT, schema)
    for segment in parse_path(path):
        if here.kind is Kind.ANY:
            return here
        if segment == "[]":
            if here.kind is not Kind.ARRAY or here.element is None:
                return None
            here = here.element
        elif here.kind is Kind.OBJECT and segment in here.fields:
            here = here.fields[segment]
        else:
            return None
    return here


def paths(schema: Schema, prefix: tuple[str, ...] = ()) -> list[tuple[str, FieldType]]:
    """Every path a person could pick, depth first, arrays entered by `[]`."""
    found: list[tuple[str, FieldType]] = []
    for name, kind in schema.items():
        here = (*prefix, name)
        found.append((format_path(here), kind))
        if kind.kind is Kind.OBJECT:
            found += paths(kind.fields, here)
        elif kind.kind is Kind.ARRAY and kind.element and kind.element.kind is Kind.OBJECT:
            found += paths(kind.element.fields, (*here, "[]"))
    return found


def nearest(schema: Schema, path: str) -> str | None:
    """The known path a person most likely meant, for the problem's sentence."""
    known = [name for name, _ in paths(schema)]
    close = get_close_matches(path, known, n=1, cutoff=0.5)
    return close[0] if close else None

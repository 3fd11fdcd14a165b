"""One item per element of an array."""

from collections.abc import Mapping

import polars as pl

from runtime.engines.columns import Column, Fields, combined, find
from runtime.engines.findings import Findings
from runtime.engines.select import shaped
from runtime.engines.taps import HIDDEN
from runtime.engines.types import dtype_of
from runtime.schema import UNKNOWN, FieldType, Kind, Schema

PARENT = "$parent"
VALUE = "value"
"""Where an element that is no object stands in its item."""


def exploded(frame: pl.LazyFrame, schema: Schema, is_open: bool, path: str, keep_parent: bool
             ) -> tuple[pl.LazyFrame, Schema]:  # fmt: skip
    """Empty and null arrays give nothing; `$parent` has all fields of the item but the array."""
    found = Findings()
    array = found.column(schema, is_open, path, "path")
    if array.kind is not Kind.ARRAY and not array.unknown:
        found.problem("not_an_array", "path", field=path, type=str(array.kind))
    found.settle()
    element = array.type.element or UNKNOWN
    if keep_parent and element.kind is Kind.OBJECT and PARENT in element.fields:
        found.problem("target_exists", "path", field=PARENT)
    found.settle()
    frame, fields = _elements(frame, array, element)
    if keep_parent:
        rest = _without(Fields(schema), found.segments(path, "path"))
        fields[PARENT] = combined(rest)
    return shaped(frame, fields)


def _elements(frame: pl.LazyFrame, array: Column, element: FieldType) -> tuple[pl.LazyFrame, dict[str, Column]]:
    name = f"{HIDDEN}element"
    listed = pl.lit(None, dtype=pl.List(dtype_of(element))) if array.unknown else array.expr
    frame = frame.with_columns(listed.alias(name)).explode(name, empty_as_null=False, keep_nulls=False)
    here = Column(pl.col(name), element)
    if element.kind is not Kind.OBJECT:
        return frame, {VALUE: here}
    return frame, {inner: here[inner] for inner in element.fields}


def _without(fields: Mapping[str, Column], segments: tuple[str, ...]) -> Mapping[str, Column]:
    """The fields without the one at a path; what holds it stays, without it."""
    name, rest = segments[0], segments[1:]
    if name not in fields or (rest and rest[0] == "[]"):
        return fields
    kept = dict(fields)
    if not rest:
        del kept[name]
        return kept
    inside = _without({inner: fields[name][inner] for inner in fields[name].type.fields}, rest)
    if inside and find(fields, segments):
        kept[name] = combined(inside)
    else:
        del kept[name]
    return kept

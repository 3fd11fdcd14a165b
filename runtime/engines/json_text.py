"""Values in and out of JSON: how `any` is carried, and how every value leaves a model."""

import json
from typing import Any

import orjson
import polars as pl

from runtime.engines.columns import Column
from runtime.schema import FieldType, Kind, Schema

_PLAIN = (Kind.STRING, Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.ANY)


def dump(value: Any) -> str:
    """A value's JSON text: `true` stays `true`, `2.0` stays `2.0`, integers of any size stay whole."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def plain_items(frame: pl.DataFrame, schema: Schema) -> list[dict[str, Any]]:
    """The rows as plain JSON values: dates as ISO text, decimals as exact text, `any` as what it carries."""
    if not schema:
        return [{} for _ in range(frame.height)]
    ready = frame if frame.columns == list(schema) else frame[list(schema)]
    if not all(_is_plain(field) for field in schema.values()):
        ready = frame.select(_ready(Column(pl.col(name), field)).alias(name) for name, field in schema.items())
    items: list[dict[str, Any]] = orjson.loads(ready.write_json())
    carried = {name: field for name, field in schema.items() if _carries_text(field)}
    if carried:
        for item in items:
            for name, field in carried.items():
                item[name] = _unpacked(item[name], field)
    return items


def as_json(column: Column) -> pl.Expr:
    """The column's values as JSON text, null where null."""
    field = column.type

    def write(values: pl.Series) -> pl.Series:
        items = plain_items(values.to_frame("value"), {"value": field})
        texts = [None if item["value"] is None else dump(item["value"]) for item in items]
        return pl.Series(values.name, texts, dtype=pl.String)

    return column.expr.map_batches(write, return_dtype=pl.String, is_elementwise=True)


def text_of_json(expr: pl.Expr) -> pl.Expr:
    """JSON text without its quotes where it is a text, as it stands where it is not."""

    def read(texts: pl.Series) -> pl.Series:
        plain = [json.loads(text) if text is not None and text.startswith('"') else text for text in texts]
        return pl.Series(texts.name, plain, dtype=pl.String)

    return expr.map_batches(read, return_dtype=pl.String, is_elementwise=True)


def _ready(column: Column) -> pl.Expr:
    """The same values in types that JSON has."""
    from runtime.engines.casts import text

    kind = column.kind
    if kind in _PLAIN or _is_plain(column.type):
        return column.expr
    if kind is Kind.ARRAY and column.type.element:
        return column.expr.list.eval(_ready(Column(pl.element(), column.type.element)))
    if kind is Kind.OBJECT:
        whole = pl.struct(_ready(column[name]).alias(name) for name in column.type.fields)
        return pl.when(column.expr.is_not_null()).then(whole)
    return text(column)


def _is_plain(field: FieldType) -> bool:
    inner = [*field.fields.values(), *([field.element] if field.element else [])]
    return field.kind in (*_PLAIN, Kind.ARRAY, Kind.OBJECT) and all(_is_plain(part) for part in inner)


def _carries_text(field: FieldType) -> bool:
    inner = [*field.fields.values(), *([field.element] if field.element else [])]
    return (field.kind is Kind.ANY and not field.empty) or any(_carries_text(part) for part in inner)


def _unpacked(value: Any, field: FieldType) -> Any:
    if value is None or not _carries_text(field):
        return value
    if field.kind is Kind.ARRAY and field.element:
        return [_unpacked(element, field.element) for element in value]
    if field.kind is Kind.OBJECT:
        return {name: _unpacked(inner, field.fields[name]) for name, inner in value.items()}
    return json.loads(value)

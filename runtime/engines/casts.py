"""One type into another. What does not come over whole is null and named bad, never rounded or guessed."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from runtime.engines.columns import Column
from runtime.engines.json_text import as_json, text_of_json
from runtime.engines.types import dtype_of
from runtime.schema import FieldType, Kind


@dataclass(frozen=True)
class Cast:
    """The converted column. Fallible: null where there was a value means that the value could not be converted."""

    column: Column
    fallible: bool = False


def cast(column: Column, kind: Kind) -> Cast | None:
    """The column as `kind`, or None where there is no way from its type to that one."""
    if column.kind is kind and not column.unknown:
        return Cast(column)
    if column.unknown:
        target = FieldType(kind)
        return Cast(Column(pl.lit(None, dtype=dtype_of(target)), target))
    if kind is Kind.ANY:
        return Cast(Column(as_json(column), FieldType(Kind.ANY)))
    if kind is Kind.STRING and column.kind not in (Kind.ARRAY, Kind.OBJECT):
        return Cast(Column(text(column), FieldType(Kind.STRING)))
    if column.kind in (Kind.STRING, Kind.ANY):
        read = _FROM_TEXT.get(kind)
        return read and Cast(Column(read(text(column)), FieldType(kind)), fallible=True)
    change = _CHANGES.get((column.kind, kind))
    return change and Cast(Column(change(column.expr), FieldType(kind)), fallible=True)


def text(column: Column) -> pl.Expr:
    """The value as people and JSON write it: `2.0`, `true`, `2024-12-31T08:00:00Z`, decimals without idle zeros."""
    expr = column.expr
    match column.kind:
        case Kind.STRING:
            return expr
        case Kind.ANY:
            return text_of_json(expr)
        case Kind.DECIMAL:
            digits = expr.cast(pl.String)
            short = digits.str.strip_chars_end("0").str.strip_chars_end(".")
            return pl.when(digits.str.contains(".", literal=True)).then(short).otherwise(digits)
        case Kind.DATETIME:
            return expr.dt.strftime("%Y-%m-%dT%H:%M:%S%.f" + ("Z" if column.type.zoned else ""))
        case Kind.TIME:
            return expr.dt.strftime("%H:%M:%S%.f")
        case _:
            return expr.cast(pl.String)


def number_in(text_: pl.Expr) -> pl.Expr:
    """The finite number that a text holds, null where it holds none."""
    value = text_.str.strip_chars().cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)


def _integer_in(value: pl.Expr) -> pl.Expr:
    return value.str.strip_chars().cast(pl.Int64, strict=False)


def _decimal_in(value: pl.Expr) -> pl.Expr:
    trimmed = value.str.strip_chars()
    fits = trimmed.str.contains(r"^[+-]?\d{1,28}(\.\d{0,10}0*)?$")
    return pl.when(fits).then(trimmed.cast(dtype_of(FieldType(Kind.DECIMAL)), strict=False))


def _boolean_in(value: pl.Expr) -> pl.Expr:
    lower = value.str.strip_chars().str.to_lowercase()
    return pl.when(lower == "true").then(True).when(lower == "false").then(False)


def _date_in(value: pl.Expr) -> pl.Expr:
    date = value.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(date.cast(pl.String) == value).then(date)


def _time_in(value: pl.Expr) -> pl.Expr:
    return pl.coalesce(value.str.to_time(form, strict=False) for form in ("%H:%M:%S%.f", "%H:%M"))


def _datetime_in(value: pl.Expr) -> pl.Expr:
    iso = value.str.replace(" ", "T", literal=True)
    forms = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M")
    return pl.coalesce(
        *(iso.str.to_datetime(form, strict=False, time_unit="us") for form in forms),
        _date_in(value).cast(pl.Datetime("us")),
    )


def _whole(expr: pl.Expr) -> pl.Expr:
    """The integer that a number is; null where it has a fraction or is too large."""
    value = expr.cast(pl.Int64, strict=False)
    return pl.when(value.cast(pl.Float64) == expr.cast(pl.Float64)).then(value)


_FROM_TEXT: dict[Kind, Callable[[pl.Expr], pl.Expr]] = {
    Kind.INTEGER: _integer_in,
    Kind.NUMBER: number_in,
    Kind.DECIMAL: _decimal_in,
    Kind.BOOLEAN: _boolean_in,
    Kind.DATE: _date_in,
    Kind.TIME: _time_in,
    Kind.DATETIME: _datetime_in,
}
_CHANGES: dict[tuple[Kind, Kind], Callable[[pl.Expr], pl.Expr]] = {
    (Kind.INTEGER, Kind.NUMBER): lambda expr: expr.cast(pl.Float64),
    (Kind.INTEGER, Kind.DECIMAL): lambda expr: expr.cast(dtype_of(FieldType(Kind.DECIMAL))),
    (Kind.NUMBER, Kind.INTEGER): _whole,
    (Kind.NUMBER, Kind.DECIMAL): lambda expr: expr.cast(dtype_of(FieldType(Kind.DECIMAL)), strict=False),
    (Kind.DECIMAL, Kind.INTEGER): _whole,
    (Kind.DECIMAL, Kind.NUMBER): lambda expr: expr.cast(pl.Float64),
    (Kind.BOOLEAN, Kind.INTEGER): lambda expr: expr.cast(pl.Int64),
    (Kind.BOOLEAN, Kind.NUMBER): lambda expr: expr.cast(pl.Float64),
    (Kind.INTEGER, Kind.BOOLEAN): lambda expr: pl.when(expr == 1).then(True).when(expr == 0).then(False),
    (Kind.DATE, Kind.DATETIME): lambda expr: expr.cast(pl.Datetime("us")),
    (Kind.DATETIME, Kind.DATE): lambda expr: expr.dt.date(),
    (Kind.DATETIME, Kind.TIME): lambda expr: expr.dt.time(),
}

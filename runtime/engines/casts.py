"""One type into another. What does not come over whole is null and named bad, never rounded or guessed."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from runtime.engines.columns import Column
from runtime.engines.json_text import as_json, text_of_json
from runtime.engines.texts import boolean_in, date_in, datetime_in, decimal_in, integer_in, number_in, time_in
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


def not_convertible(kind: Kind) -> str:
    """The code of the problem of a value that does not come over; a moment may have failed by its zone."""
    return "value_not_datetime" if kind is Kind.DATETIME else "value_not_convertible"


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


def _moment_in(value: pl.Expr) -> pl.Expr:
    """A day alone is its midnight."""
    return pl.coalesce(datetime_in(value), date_in(value).cast(pl.Datetime("us")))


def _measure(expr: pl.Expr) -> pl.Expr:
    """The number that an integer is; null where a float would be another one."""
    value = expr.cast(pl.Float64)
    return pl.when(value.cast(pl.Int128) == expr.cast(pl.Int128)).then(value)


def _whole(expr: pl.Expr) -> pl.Expr:
    """The integer that a number is; null where it has a fraction or is too large."""
    value = expr.cast(pl.Int64, strict=False)
    return pl.when(value.cast(pl.Float64) == expr.cast(pl.Float64)).then(value)


_FROM_TEXT: dict[Kind, Callable[[pl.Expr], pl.Expr]] = {
    Kind.INTEGER: integer_in,
    Kind.NUMBER: number_in,
    Kind.DECIMAL: decimal_in,
    Kind.BOOLEAN: boolean_in,
    Kind.DATE: date_in,
    Kind.TIME: time_in,
    Kind.DATETIME: _moment_in,
}
_CHANGES: dict[tuple[Kind, Kind], Callable[[pl.Expr], pl.Expr]] = {
    (Kind.INTEGER, Kind.NUMBER): _measure,
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

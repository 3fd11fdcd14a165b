"""Text into typed values, as expressions: a text that does not fit becomes null, so that misfits can be counted."""

from collections.abc import Callable

import polars as pl

from runtime.engines.types import DECIMAL
from runtime.schema import FieldType, Kind

SAFE = 2**53
"""The largest integer up to which every integer is a float of its own."""


def parsed(text: pl.Expr, kind: FieldType, decimal: str) -> pl.Expr:
    """`text` as `kind`; null where it does not fit. Blanks around a value are ignored, except in text itself."""
    if kind.kind in (Kind.STRING, Kind.ANY):
        return text
    bare = text.str.strip_chars()
    if kind.kind in (Kind.NUMBER, Kind.DECIMAL):
        bare = pointed(bare, decimal)
    if kind.kind is Kind.DATETIME:
        return _datetime(bare.str.replace(" ", "T", literal=True), kind.zoned)
    return _READ[kind.kind](bare)


def misfit(text: pl.Expr, kind: FieldType, decimal: str) -> pl.Expr:
    """Per row: the text is there and not of its type. An empty text is missing wherever no text is wanted."""
    return unfit(parsed(text, kind, decimal), text, kind)


def unfit(value: pl.Expr, text: pl.Expr, kind: FieldType) -> pl.Expr:
    """The same where the text was read to `value` already: reading it twice costs as much as all the rest."""
    if kind.kind is Kind.STRING:
        return pl.lit(False)
    return value.is_null() & text.is_not_null() & (text != "")


def pointed(text: pl.Expr, decimal: str) -> pl.Expr:
    """A number's text with a point as its decimal sign; null where a comma file holds a point."""
    if decimal == ".":
        return text
    return pl.when(~text.str.contains(".", literal=True)).then(text.str.replace(decimal, ".", literal=True))


def has_zone(value: str) -> bool:
    """Whether the text of a datetime names its zone (`Z`, `+02:00`)."""
    tail = value.strip()[10:]
    return tail.endswith(("Z", "z")) or "+" in tail or "-" in tail


def _number(text: pl.Expr) -> pl.Expr:
    value = text.cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)


def _decimal(text: pl.Expr) -> pl.Expr:
    """Exact or nothing: more than ten digits after the point would be rounded."""
    plain = text.str.contains(r"^[+-]?\d{1,28}(\.\d{1,10})?$")
    return pl.when(plain).then(text.str.strip_prefix("+")).cast(DECIMAL, strict=False)


def _boolean(text: pl.Expr) -> pl.Expr:
    word = text.str.to_lowercase()
    yes, no = word.is_in(["true", "1"]), word.is_in(["false", "0"])
    return pl.when(yes).then(pl.lit(True)).when(no).then(pl.lit(False))


def _datetime(text: pl.Expr, zoned: bool) -> pl.Expr:
    forms = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M")
    zone = "%#z" if zoned else ""
    return pl.coalesce(text.str.to_datetime(form + zone, time_unit="us", strict=False) for form in forms)


def _time(text: pl.Expr) -> pl.Expr:
    return pl.coalesce(text.str.to_time(form, strict=False) for form in ("%H:%M:%S%.f", "%H:%M"))


def _nothing(text: pl.Expr) -> pl.Expr:
    """A cell holds no array and no object."""
    return pl.when(pl.lit(False)).then(text)


_READ: dict[Kind, Callable[[pl.Expr], pl.Expr]] = {
    Kind.INTEGER: lambda text: text.cast(pl.Int64, strict=False),
    Kind.NUMBER: _number,
    Kind.DECIMAL: _decimal,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: lambda text: text.str.to_date("%Y-%m-%d", strict=False),
    Kind.TIME: _time,
    Kind.ARRAY: _nothing,
    Kind.OBJECT: _nothing,
}

"""Text into typed values, as expressions: a text that does not fit becomes null, so that misfits can be counted."""

from collections.abc import Callable

import polars as pl

from runtime.engines.columns import Column
from runtime.engines.json_text import as_json
from runtime.engines.texts import dated, datetime_in, decimal_in, integer_in, number_in, time_in
from runtime.schema import FieldType, Kind

SAFE = 2**53
"""The largest integer up to which every integer is a float of its own."""


def parsed(text: pl.Expr, kind: FieldType, decimal: str) -> pl.Expr:
    """`text` as `kind`; null where it does not fit. Blanks around a value are ignored, except in text itself."""
    if kind.kind is Kind.STRING:
        return text
    if kind.kind is Kind.ANY:
        return as_json(Column(text, FieldType(Kind.STRING)))
    bare = text.str.strip_chars()
    if kind.kind in (Kind.NUMBER, Kind.DECIMAL):
        bare = pointed(bare, decimal)
    if kind.kind is Kind.DATETIME:
        return datetime_in(bare, kind.zoned)
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


def _boolean(text: pl.Expr) -> pl.Expr:
    word = text.str.to_lowercase()
    yes, no = word.is_in(["true", "1"]), word.is_in(["false", "0"])
    return pl.when(yes).then(pl.lit(True)).when(no).then(pl.lit(False))


def _nothing(text: pl.Expr) -> pl.Expr:
    """A cell holds no array and no object."""
    return pl.when(pl.lit(False)).then(text)


_READ: dict[Kind, Callable[[pl.Expr], pl.Expr]] = {
    Kind.INTEGER: integer_in,
    Kind.NUMBER: number_in,
    Kind.DECIMAL: decimal_in,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: lambda text: dated(text, "%Y-%m-%d"),
    Kind.TIME: time_in,
    Kind.ARRAY: _nothing,
    Kind.OBJECT: _nothing,
}

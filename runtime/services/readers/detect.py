"""Types of text columns, decided over all values: a type is taken only if every text comes back from it unchanged."""

from collections.abc import Callable, Iterable, Sequence

import polars as pl

from runtime.engines.texts import dated
from runtime.schema import FieldType, Kind
from runtime.services.readers.casts import SAFE, parsed, pointed

_GUESSED_ON = 2_000
_AT_ONCE = 900
"""Questions of one query: planning costs their number squared."""
_ORDER = ("integer", "number", "decimal", "boolean", "date", "time", "datetime", "zoned")
_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.(\d{3}|\d{6}))?"
Pair = tuple[str, str]
"""A column and a kind that it may have."""


def detected(texts: pl.LazyFrame, names: Sequence[str], decimal: str) -> dict[str, FieldType]:
    """The type of each named column; nulls are missing values.

    The first rows say what a column may be; one pass over all rows then tries each column's best guess, and columns
    that a later row belies go into another pass with their next best.
    """
    rows = texts.select(names)
    start = rows.head(_GUESSED_ON).collect(engine="streaming").lazy()
    first = _kinds(_holding(start, [(name, kind) for name in names for kind in ("some", *_ORDER)], decimal))
    unseen = [name for name in names if name not in first]
    late = _kinds(_holding(rows, [(name, kind) for name in unseen for kind in _ORDER], decimal))
    guesses = {name: [kind for kind in (first | late).get(name, []) if kind != "some"] for name in names}
    found: dict[str, str] = {}
    while asked := [(name, kinds[0]) for name, kinds in guesses.items() if kinds and name not in found]:
        sure = _holding(rows, asked, decimal)
        found |= dict(sure)
        for name, kind in asked:
            guesses[name].remove(kind)
    return {name: _type(found.get(name, "string")) for name in names}


def _holding(rows: pl.LazyFrame, asked: Iterable[Pair], decimal: str) -> list[Pair]:
    """Of the pairs, those that hold for every value; a column without values holds for none."""
    every = list(asked)
    return [pair for at in range(0, len(every), _AT_ONCE) for pair in _held(rows, every[at : at + _AT_ONCE], decimal)]


def _kinds(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for name, kind in pairs:
        kinds.setdefault(name, []).append(kind)
    return kinds


def _held(rows: pl.LazyFrame, pairs: Sequence[Pair], decimal: str) -> list[Pair]:
    answers = [_comes_back(pl.col(name), kind, decimal).all().alias(str(at)) for at, (name, kind) in enumerate(pairs)]
    seen = [pl.col(name).is_not_null().any().alias(f"seen {name}") for name in dict(pairs)]
    row = rows.select(*answers, *seen).collect(engine="streaming").row(0, named=True)
    return [(name, kind) for at, (name, kind) in enumerate(pairs) if row[str(at)] and row[f"seen {name}"]]


def _comes_back(text: pl.Expr, kind: str, decimal: str) -> pl.Expr:
    """Per value: whether it is what its typed value is written as; null where it is missing."""
    return _CHECKS[kind](text, pointed(text, decimal))


def _fits(text: pl.Expr, answer: pl.Expr) -> pl.Expr:
    """A text that could not be read at all does not fit; a missing one says nothing."""
    return pl.when(text.is_not_null()).then(answer.fill_null(False))


def _is_number(text: pl.Expr, number: pl.Expr) -> pl.Expr:
    """As a float is written in full, or as an integer that a float holds exactly."""
    written = number.cast(pl.Float64, strict=False).cast(pl.String)
    whole = number.cast(pl.Int64, strict=False)
    short = (number == whole.cast(pl.String)) & whole.is_between(-SAFE, SAFE)
    plain = number.str.contains(r"^-?\d+(\.\d+)?$")
    return _fits(text, ((number == written) & plain).fill_null(False) | short.fill_null(False))


def _is_integer(text: pl.Expr, _: pl.Expr) -> pl.Expr:
    return _fits(text, text == text.cast(pl.Int64, strict=False).cast(pl.String))


def _is_decimal(text: pl.Expr, number: pl.Expr) -> pl.Expr:
    """All with the same count of digits after the point, as prices have."""
    plain = number.str.contains(r"^-?(0|[1-9]\d{0,14})\.\d{1,10}$") & ~number.str.contains(r"^-[0.]*$")
    width = number.str.extract(r"\.(\d*)$").str.len_bytes()
    return _fits(text, plain & (width == width.max()))


def _is_date(text: pl.Expr, _: pl.Expr) -> pl.Expr:
    return _fits(text, text == dated(text, "%Y-%m-%d").cast(pl.String))


def _is_moment(text: pl.Expr, pattern: str, zoned: bool) -> pl.Expr:
    read = parsed(text, FieldType(Kind.DATETIME, zoned=zoned), ".")
    return _fits(text, text.str.contains(pattern) & read.is_not_null())


def _type(kind: str) -> FieldType:
    return FieldType(Kind.DATETIME, zoned=True) if kind == "zoned" else FieldType(Kind(kind))


_CHECKS: dict[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "some": lambda text, _: text.is_null() | True,  # a value was seen: the question itself
    "integer": _is_integer,
    "number": _is_number,
    "decimal": _is_decimal,
    "boolean": lambda text, _: text.is_in(["true", "false"]),
    "date": _is_date,
    "time": lambda text, _: text.str.contains(r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$"),
    "datetime": lambda text, _: _is_moment(text, f"{_MOMENT}$", zoned=False),
    "zoned": lambda text, _: _is_moment(text, f"{_MOMENT}Z$", zoned=True),
}
"""Per value: the text, and the text with a point as its decimal sign."""

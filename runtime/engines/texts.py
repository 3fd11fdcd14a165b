"""Texts read as values: what a text does not say whole is null, never rounded and never guessed."""

import polars as pl

from runtime.engines.types import DECIMAL

_FINER = r":60|\.\d{6}\d*[1-9]"
"""A leap second, which no calendar here has, or more than a moment's six digits can hold."""


def number_in(text: pl.Expr) -> pl.Expr:
    """The finite number; null for a whole number so large that a float would hold another one."""
    bare = text.str.strip_chars()
    value, whole = bare.cast(pl.Float64, strict=False), bare.cast(pl.Int128, strict=False)
    exact = whole.is_null() | (whole == value.cast(pl.Int128, strict=False))
    return pl.when(value.is_finite() & exact).then(value)


def integer_in(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars().cast(pl.Int64, strict=False)


def decimal_in(text: pl.Expr) -> pl.Expr:
    """Exact or nothing: more than ten digits after the point would be rounded."""
    bare = text.str.strip_chars()
    fits = bare.str.contains(r"^[+-]?\d{1,28}(\.\d{0,10}0*)?$")
    return pl.when(fits).then(bare.str.strip_prefix("+")).cast(DECIMAL, strict=False)


def boolean_in(text: pl.Expr) -> pl.Expr:
    lower = text.str.strip_chars().str.to_lowercase()
    return pl.when(lower == "true").then(True).when(lower == "false").then(False)


def date_in(text: pl.Expr) -> pl.Expr:
    """A day as ISO writes it, with all its zeros."""
    date = dated(text, "%Y-%m-%d")
    return pl.when(date.cast(pl.String) == text).then(date)


def dated(text: pl.Expr, form: str) -> pl.Expr:
    """A day of the years 1 to 9999, beyond which other programs know none."""
    return _in_calendar(text.str.to_date(form, strict=False))


def time_in(text: pl.Expr) -> pl.Expr:
    return pl.coalesce(text.str.to_time(form, strict=False) for form in ("%H:%M:%S%.f", "%H:%M"))


def datetime_in(text: pl.Expr, zoned: bool = False) -> pl.Expr:
    """A moment in microseconds, in UTC where it names its zone; `T` or a blank stands before the time."""
    iso = text.str.replace(" ", "T", literal=True)
    fits = pl.when(~iso.str.contains(_FINER)).then(iso)
    zone = "%#z" if zoned else ""
    forms = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M")
    return pl.coalesce(moment(fits, form + zone) for form in forms)


def moment(text: pl.Expr, form: str, zone: str | None = None) -> pl.Expr:
    """A moment of the years 1 to 9999 in microseconds."""
    return _in_calendar(text.str.to_datetime(form, time_unit="us", time_zone=zone, strict=False))


def _in_calendar(value: pl.Expr) -> pl.Expr:
    return pl.when(value.dt.year().is_between(1, 9999)).then(value)


def has_zone(value: str) -> bool:
    """Whether the text of a datetime names its zone (`Z`, `+02:00`)."""
    tail = value.strip()[10:]
    return tail.endswith(("Z", "z")) or "+" in tail or "-" in tail

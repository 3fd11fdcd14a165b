"""Dates, times and datetimes as ISO texts: they sort by time, and a datetime keeps whether it has a zone (UTC then)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from storage.entries.misfit import Misfit

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MIDNIGHT = "T00:00:00"


def fit_date(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        day = value.removesuffix(_MIDNIGHT)
        if _DAY.fullmatch(day) and _read(date.fromisoformat, day):
            return day
    raise Misfit


def fit_time(value: Any) -> str:
    read = _read(time.fromisoformat, value) if isinstance(value, str) and ":" in value else value
    if isinstance(read, time) and read.tzinfo is None:
        return read.isoformat()
    raise Misfit


def fit_datetime(value: Any) -> str:
    if isinstance(value, str) and _DAY.match(value):
        value = _read(datetime.fromisoformat, value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise Misfit
    try:
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    except OverflowError:
        raise Misfit from None


def _read(reader: Callable[[str], Any], text: str) -> Any:
    try:
        return reader(text)
    except ValueError:
        raise Misfit from None

"""Values of entries as a person reads them: numbers and dates by the language's habit."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from babel.dates import format_date, format_time

from editor.visitor import Visitor

_SHORT = 80


def words_of(visitor: Visitor, kind: str, value: Any) -> str:
    """The value's text in a cell; nothing for null. A moment with a zone stands in the zone of this machine."""
    if value is None:
        return ""
    if kind in _SHOW and not isinstance(value, list | dict):
        return _SHOW[kind](visitor, value)
    if isinstance(value, list):
        plain = all(isinstance(one, str | int | float) for one in value)
        text = ", ".join(map(str, value)) if plain else visitor.json(value)
        return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
    return str(value)


def _boolean(visitor: Visitor, value: bool) -> str:
    return visitor.say("forms.true" if value else "forms.false")


def _date(visitor: Visitor, value: str) -> str:
    return str(format_date(date.fromisoformat(value), format="medium", locale=visitor.language))


def _time(visitor: Visitor, value: str) -> str:
    when = time.fromisoformat(value)
    length = "medium" if when.second else "short"
    return str(format_time(when, format=length, locale=visitor.language)).replace("\u202f", "\u00a0")


def _datetime(visitor: Visitor, value: str) -> str:
    when = datetime.fromisoformat(value)
    return visitor.minute(when) if when.tzinfo else f"{_date(visitor, value[:10])}, {_time(visitor, value[11:16])}"


_SHOW: dict[str, Callable[[Visitor, Any], str]] = {
    "boolean": _boolean, "date": _date, "time": _time, "datetime": _datetime,
    "integer": lambda visitor, value: visitor.exact(value), "number": lambda visitor, value: visitor.exact(value),
}  # fmt: skip

"""Filters beside Jinja's own: `{{ total | number(2) }}`, `{{ total | money("EUR") }}`, `{{ day | date("long") }}`."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal


def number(language: str) -> Callable[..., Any]:
    """Digits as the language groups them, with so many decimals where that is said."""

    def filled(value: Any, decimals: int | None = None) -> Any:
        if value in (None, ""):
            return ""
        places = "" if decimals is None else "." + "0" * min(int(decimals), 12)
        pattern = "#,##0.###" if decimals is None else f"#,##0{places.rstrip('.')}"
        return format_decimal(_number(value), format=pattern, locale=language)

    return filled


def money(language: str) -> Callable[..., Any]:
    """An amount with its currency, such as EUR."""

    def filled(value: Any, currency: str = "EUR") -> Any:
        return "" if value in (None, "") else format_currency(_number(value), currency, locale=language)

    return filled


def day(language: str) -> Callable[..., Any]:
    """A date: short, medium, long, full, or a pattern such as dd.MM.yyyy."""

    def filled(value: Any, style: str = "medium") -> Any:
        return "" if value in (None, "") else format_date(_date(value), style, locale=language)

    return filled


FILTERS: dict[str, Callable[[str], Callable[..., Any]]] = {"number": number, "money": money, "date": day}


def _number(value: Any) -> float | int:
    """`ValueError` for a text that is none."""
    return value if isinstance(value, int | float) else float(str(value))


def _date(value: Any) -> date:
    return datetime.fromisoformat(str(value)).date()

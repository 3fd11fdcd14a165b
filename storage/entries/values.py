"""Values and the types of fields: a value fits where nothing of it is lost, and is refused elsewhere."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from storage.component import FieldType
from storage.entries.misfit import Misfit
from storage.entries.moments import fit_date, fit_datetime, fit_time
from storage.exact_json import is_unicode

__all__ = ["FITTING", "Misfit", "fit", "shown"]

_WHOLE = re.compile(r"0|-?[1-9]\d{0,18}")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_FLOAT_EXACT = 2**53


def fit(kind: str, value: Any) -> Any:
    """The value as its column keeps it (None stays None); `Misfit`."""
    return None if value is None else FITTING[kind](value)  # type: ignore[index]


def shown(kind: str, value: Any) -> Any:
    """What a column gave, as the JSON value that people and flows see."""
    if kind == "datetime" and value is not None and value.endswith("+00:00"):
        return value[:-6] + "Z"
    return value


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, date | time):
        return str(shown("datetime", value.isoformat()))
    raise Misfit


def _text(value: str) -> str:
    if "\0" in value or not (value.isascii() or is_unicode(value)):
        raise Misfit("entry_text_unfit")
    return value


def _integer(value: Any) -> int:
    if isinstance(value, bool):
        raise Misfit
    if _WHOLE.fullmatch(value) if isinstance(value, str) else isinstance(value, float | Decimal) and value % 1 == 0:
        value = int(value)
    if not isinstance(value, int):
        raise Misfit
    if not -(2**63) <= value < 2**63:
        raise Misfit("entry_integer_too_large")
    return value


def _number(value: Any) -> float:
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = Decimal(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Misfit
    try:
        near = float(value)
    except OverflowError:
        raise Misfit("entry_number_not_exact") from None
    if math.isinf(near) or Decimal(repr(near)) != value:
        raise Misfit("entry_number_not_exact")
    return near


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise Misfit


def _uri(value: Any) -> str:
    if isinstance(value, str) and _ADDRESS.fullmatch(value):
        return _text(value)
    raise Misfit


def _file(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("id")
    if isinstance(value, str) and value:
        return _text(value)
    raise Misfit


def _array(value: Any) -> list[Any]:
    if isinstance(value, list) and is_unicode(value):
        return value
    raise Misfit


FITTING: Mapping[FieldType, Callable[[Any], Any]] = {
    "string": _string, "number": _number, "integer": _integer, "boolean": _boolean, "date": fit_date, "time": fit_time,
    "datetime": fit_datetime, "uri": _uri, "file": _file, "array": _array, "catalog": _integer,
}  # fmt: skip

"""Constants that people typed into settings, made to fit the field they meet."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

import polars as pl

from runtime.engines.columns import Column
from runtime.engines.json_text import dump
from runtime.engines.types import dtype_of
from runtime.schema import FieldType, Kind


def fitted(value: Any, field: FieldType) -> Any:
    """The constant as a Python value of the field's type.

    A form knows no types: `"0"` meets a number as 0, and 5 a text as "5". Whatever would not read back as it was
    typed raises ValueError.
    """
    if isinstance(value, list | dict):
        raise ValueError(value)
    if field.kind is Kind.STRING:
        return value if isinstance(value, str) else _written(value)
    if field.kind is Kind.BOOLEAN:
        return _boolean(value)
    if field.kind in (Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL):
        return _number(value, field.kind)
    if isinstance(value, str):
        return _moment(value.strip(), field)
    raise ValueError(value)


def literal(value: Any, field: FieldType) -> pl.Expr:
    """A fitted constant as an expression of the field's type (a number that is no integer stays a number)."""
    if field.kind is Kind.INTEGER:
        return pl.lit(value, dtype=pl.Float64 if isinstance(value, float) else pl.Int64)
    if field.kind is Kind.DECIMAL:
        return pl.lit(value, dtype=dtype_of(field))
    return pl.lit(value, dtype=dtype_of(field))


def constant(value: Any) -> Column:
    """Any JSON constant as a column that every item has."""
    from runtime.engines.decide import decided, series

    field = decided([value])
    if field.kind in (Kind.ARRAY, Kind.OBJECT):
        return Column(pl.lit(series("", [value], field)).first(), field)
    carried = dump(value) if field.kind is Kind.ANY and value is not None else value
    return Column(pl.lit(carried, dtype_of(field)), field)


def number_typed(value: Any) -> int | float:
    """The number that a constant is or that its text holds; ValueError where there is none."""
    if isinstance(value, str):
        number = float(value) if not re.fullmatch(r"\s*[+-]?\d+\s*", value) else int(value)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(value)
    else:
        number = value
    if isinstance(number, float) and not isfinite(number):
        raise ValueError(value)
    if isinstance(number, int) and not -(2**63) <= number < 2**63:
        raise ValueError(value)
    return number


def _number(value: Any, kind: Kind) -> int | float | Decimal:
    if kind is Kind.DECIMAL:
        number_typed(value)
        exact = Decimal(str(value).strip())
        if exact != round(exact, 10):
            raise ValueError(value)
        return exact
    number = number_typed(value)
    if kind is Kind.NUMBER and isinstance(number, int):
        if int(float(number)) != number:
            raise ValueError(value)
        return float(number)
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _boolean(value: Any) -> bool:
    if isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    if isinstance(value, bool):
        return value
    raise ValueError(value)


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _moment(value: str, field: FieldType) -> date | time | datetime:
    if field.kind is Kind.DATE:
        return date.fromisoformat(value)
    if field.kind is Kind.TIME:
        return time.fromisoformat(value)
    if field.kind is Kind.DATETIME:
        moment = datetime.fromisoformat(value)
        if (moment.tzinfo is not None) != field.zoned:
            raise ValueError(value)
        return moment.astimezone(UTC) if field.zoned else moment
    raise ValueError(value)

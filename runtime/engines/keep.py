"""The conditions of a filter as one expression. Null is unequal to every value, unless asked to compare with null."""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, Literal

import polars as pl

from runtime.engines.columns import Column
from runtime.engines.constants import fitted, literal
from runtime.engines.findings import Findings
from runtime.engines.json_text import dump
from runtime.fields import Condition
from runtime.schema import UNKNOWN, FieldType, Kind, Schema

_NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL)
_ORDERED = (*_NUMBERS, Kind.STRING, Kind.DATE, Kind.TIME, Kind.DATETIME, Kind.BOOLEAN)
_ORDERS = {"greater": "gt", "less": "lt", "greater_or_equal": "ge", "less_or_equal": "le"}
_TEXTS = {"contains": "contains", "starts_with": "starts_with", "ends_with": "ends_with"}


def passing(schema: Schema, is_open: bool, conditions: Sequence[Condition], match: Literal["all", "any"],
            compare_with_null: bool) -> pl.Expr | None:  # fmt: skip
    """True for the items that pass; None where every item does. Raises `Problems` naming every wrong setting."""
    found = Findings()
    tests = [
        _Test(schema, is_open, found, f"conditions[{index}]", compare_with_null).of(condition)
        for index, condition in enumerate(conditions)
    ]
    found.settle()
    return reduce(and_ if match == "all" else or_, tests) if tests else None


class _Test:
    """One condition as an expression that is true or false, never null."""

    def __init__(self, schema: Schema, is_open: bool, found: Findings, setting: str, with_null: bool) -> None:
        self.schema, self.is_open, self.found, self.setting, self.with_null = schema, is_open, found, setting, with_null

    def of(self, condition: Condition) -> pl.Expr:
        self.condition = condition
        left = self._column(condition.field, "field")
        operator = condition.operator
        if operator in ("is_null", "is_not_null"):
            return left.expr.is_null() if operator == "is_null" else left.expr.is_not_null()
        if operator == "in":
            return self._is_one_of(left)
        if operator in _TEXTS:
            return self._text(left)
        if operator in _ORDERS:
            return self._order(left)
        equal = self._equal(left)
        return equal if operator == "equal" else ~equal

    def _column(self, path: str, part: str) -> Column:
        return self.found.column(self.schema, self.is_open, path, f"{self.setting}.{part}")

    def _equal(self, left: Column) -> pl.Expr:
        other = self._other(left)
        if other is None:
            return left.expr.is_null() if self.with_null else pl.lit(False)
        if left.unknown or other.unknown:
            both = left.expr.is_null() & other.expr.is_null()
            return both if self.with_null else pl.lit(False)
        if self.with_null:
            return left.expr.eq_missing(other.expr)
        return (left.expr == other.expr).fill_null(False)

    def _order(self, left: Column) -> pl.Expr:
        other = self._other(left)
        if left.kind not in _ORDERED and not left.unknown:
            self._wrong("field_without_order", "field", field=self.condition.field, type=str(left.kind))
        if other is None or left.unknown or other.unknown:
            return pl.lit(False)
        compared: pl.Expr = getattr(left.expr, _ORDERS[self.condition.operator])(other.expr)
        return compared.fill_null(False)

    def _text(self, left: Column) -> pl.Expr:
        if left.unknown:
            return pl.lit(False)
        if left.kind is Kind.ARRAY and self.condition.operator == "contains":
            return self._contains_element(left)
        if left.kind is not Kind.STRING:
            self._wrong("field_not_text", "field", field=self.condition.field, type=str(left.kind))
            return pl.lit(False)
        other = self._other(left)
        if other is None:
            return pl.lit(False)
        options = {"literal": True} if self.condition.operator == "contains" else {}
        looked: pl.Expr = getattr(left.expr.str, _TEXTS[self.condition.operator])(other.expr, **options)
        return looked.fill_null(False)

    def _contains_element(self, left: Column) -> pl.Expr:
        element = left.type.element or UNKNOWN
        other = self._other(Column(left.expr, element))
        return pl.lit(False) if other is None else left.expr.list.contains(other.expr).fill_null(False)

    def _is_one_of(self, left: Column) -> pl.Expr:
        choices = self.condition.value
        if isinstance(choices, str):
            choices = [choice.strip() for choice in choices.split(",")]
        if not isinstance(choices, list):
            self._wrong("value_not_a_list", "value")
            return pl.lit(False)
        tests = [self._equals(left, choice) for choice in choices]
        return reduce(or_, tests) if tests else pl.lit(False)

    def _equals(self, left: Column, choice: Any) -> pl.Expr:
        if choice is None or left.unknown:
            return left.expr.is_null() if choice is None and self.with_null else pl.lit(False)
        constant = self._constant(choice, left.type)
        return pl.lit(False) if constant is None else (left.expr == constant.expr).fill_null(False)

    def _other(self, left: Column) -> Column | None:
        """What the field is compared with; None for the constant null (or a constant that does not fit)."""
        condition = self.condition
        if condition.other_field is not None:
            other = self._column(condition.other_field, "other_field")
            if not comparable(left.type, other.type):
                self._wrong("fields_not_comparable", "other_field", field=condition.field, type=named(left.type),
                            other=condition.other_field, other_type=named(other.type))  # fmt: skip
            return other
        if condition.value is None:
            return None
        return self._constant(condition.value, left.type)

    def _constant(self, value: Any, field: FieldType) -> Column | None:
        if field.empty:
            return Column(pl.lit(str(value)), FieldType(Kind.STRING))
        if field.kind is Kind.ANY:
            return Column(pl.lit(dump(value)), field)
        try:
            return Column(literal(fitted(value, field), field), field)
        except (ValueError, ArithmeticError):
            self._wrong("value_does_not_fit", "value", value=value, field=self.condition.field, type=named(field))
            return None

    def _wrong(self, code: str, part: str, **parameters: Any) -> None:
        self.found.problem(code, f"{self.setting}.{part}", **parameters)


def comparable(left: FieldType, right: FieldType) -> bool:
    """Whether two fields can be held against each other without changing either."""
    if left.empty or right.empty:
        return True
    if left.kind in _NUMBERS and right.kind in _NUMBERS:
        return True
    return left.kind is right.kind and left.zoned == right.zoned


def named(field: FieldType) -> str:
    return f"{field.kind} (UTC)" if field.zoned else str(field.kind)

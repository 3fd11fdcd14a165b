"""Arithmetic and logic on the fields of each item. Integers never wrap, and nothing divides by zero."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import add, and_, mul, or_, sub, truediv, xor
from typing import Any

import polars as pl

from runtime.engines.casts import number_in
from runtime.engines.columns import Column, columns, put
from runtime.engines.constants import number_typed
from runtime.engines.findings import Findings
from runtime.engines.select import shaped
from runtime.engines.taps import HIDDEN, Check, guarded
from runtime.engines.types import DECIMAL
from runtime.faults import Faults
from runtime.fields import MathOperation, Side
from runtime.problems import Problem
from runtime.schema import FieldType, Kind, Schema

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {"+": add, "-": sub, "*": mul, "/": truediv}
_LOGIC: dict[str, Callable[[Any, Any], Any]] = {"and": and_, "or": or_, "xor": xor}
_NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL)
_LARGEST_DECIMAL = 1e28


@dataclass
class Sums:
    """The lines of one step: columns made one after the other, and what may be bad about an item."""

    fields: dict[str, Column]
    is_open: bool
    found: Findings = field(default_factory=Findings)
    layers: list[list[pl.Expr]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    reads: set[str] = field(default_factory=set)

    def add(self, index: int, operation: MathOperation) -> None:
        setting = f"operations[{index}]"
        left = self._side(operation.left, f"{setting}.left", operation.operator)
        right = self._side(operation.right, f"{setting}.right", operation.operator)
        name = f"{HIDDEN}m{index}"
        logical = operation.operator in _LOGIC
        made = (self._logic if logical else self._sum)(operation, left, right, name, setting)
        segments = self.found.target(operation.into, f"{setting}.into")
        if segments and not put(self.fields, segments, made):
            self.found.problem("target_inside_value", f"{setting}.into", field=operation.into)

    def _side(self, side: Side, setting: str, operator: str) -> Column:
        if side.field is None:
            return self._constant(side.value, setting, operator)
        column = self.found.among(self.fields, self.is_open, side.field, f"{setting}.field")
        self.reads |= {name for name in column.expr.meta.root_names() if not name.startswith(HIDDEN)}
        if column.unknown:
            return Column(pl.lit(None, dtype=pl.Boolean if operator in _LOGIC else pl.Int64), column.type)
        if operator in _LOGIC:
            if column.kind not in (Kind.BOOLEAN, Kind.INTEGER):
                self._wrong("field_not_logical", f"{setting}.field", side.field, column)
            return column
        if column.kind is Kind.STRING:
            return self._number_in(column, f"{setting}.field")
        if column.kind not in _NUMBERS:
            self._wrong("field_not_numeric", f"{setting}.field", side.field, column)
        return column

    def _wrong(self, code: str, setting: str, path: str, column: Column) -> None:
        self.found.found.append(Problem(code=code, setting=setting, parameters={"field": path, "type": str(column.kind)}))

    def _number_in(self, column: Column, setting: str) -> Column:
        number = number_in(column.expr)
        self.checks.append(Check(number.is_null() & column.expr.is_not_null(), "text_no_number", setting, column.expr))
        return Column(number, FieldType(Kind.NUMBER))

    def _constant(self, value: Any, setting: str, operator: str) -> Column:
        if isinstance(value, bool) and operator in _LOGIC:
            return Column(pl.lit(value), FieldType(Kind.BOOLEAN))
        try:
            number = number_typed(value)
        except ValueError:
            self.found.problem("constant_no_number", f"{setting}.value", value=value)
            number = 0
        if isinstance(number, int):
            return Column(pl.lit(number, dtype=pl.Int64), FieldType(Kind.INTEGER))
        if operator in _LOGIC:
            self.found.problem("constant_not_logical", f"{setting}.value", value=value)
        return Column(pl.lit(number, dtype=pl.Float64), FieldType(Kind.NUMBER))

    def _logic(self, operation: MathOperation, left: Column, right: Column, name: str, setting: str) -> Column:
        if left.unknown or right.unknown:
            known = right if left.unknown else left
            self.layers.append([pl.lit(None, dtype=pl.Int64 if known.kind is Kind.INTEGER else pl.Boolean).alias(name)])
            return Column(pl.col(name), known.type)
        if left.kind is not right.kind:
            self.found.problem("sides_of_different_types", setting, left=str(left.kind), right=str(right.kind))
        self.layers.append([_LOGIC[operation.operator](left.expr, right.expr).alias(name)])
        return Column(pl.col(name), left.type)

    def _sum(self, operation: MathOperation, left: Column, right: Column, name: str, setting: str) -> Column:
        if operation.operator == "/":
            right = self._divisor(right, setting)
        kinds = {side.kind for side in (left, right) if not side.unknown}
        if kinds <= {Kind.INTEGER} and operation.operator != "/":
            return self._whole(operation, left, right, name, setting)
        if Kind.DECIMAL in kinds and (Kind.NUMBER not in kinds or None in (operation.left.field, operation.right.field)):
            return self._exact(operation, left, right, name, setting)
        raw = _ARITHMETIC[operation.operator](left.expr.cast(pl.Float64), right.expr.cast(pl.Float64))
        self.layers += [[raw.alias(f"{name}w")], [_finite(f"{name}w").alias(name)]]
        self._overflows(pl.col(f"{name}w").is_infinite(), setting)
        return Column(pl.col(name), FieldType(Kind.NUMBER))

    def _divisor(self, right: Column, setting: str) -> Column:
        self.checks.append(Check(right.expr == 0, "division_by_zero", setting, warning=True))
        return Column(pl.when(right.expr != 0).then(right.expr), right.type)

    def _whole(self, operation: MathOperation, left: Column, right: Column, name: str, setting: str) -> Column:
        wide = _ARITHMETIC[operation.operator](left.expr.cast(pl.Int128), right.expr.cast(pl.Int128))
        self.layers += [[wide.alias(f"{name}w")], [pl.col(f"{name}w").cast(pl.Int64, strict=False).alias(name)]]
        self._overflows(pl.col(name).is_null() & pl.col(f"{name}w").is_not_null(), setting)
        return Column(pl.col(name), FieldType(Kind.INTEGER))

    def _exact(self, operation: MathOperation, left: Column, right: Column, name: str, setting: str) -> Column:
        """Decimals: ten digits after the point; a result that has no room is found by its size before it is made."""
        do = _ARITHMETIC[operation.operator]
        size = do(left.expr.cast(pl.Float64), right.expr.cast(pl.Float64)).abs()
        fits = f"{name}w"
        exact = pl.when(pl.col(fits)).then(left.expr.cast(DECIMAL))
        self.layers += [[(size < _LARGEST_DECIMAL).alias(fits)], [do(exact, right.expr.cast(DECIMAL)).alias(name)]]
        self._overflows(~pl.col(fits), setting)
        return Column(pl.col(name), FieldType(Kind.DECIMAL))

    def _overflows(self, when: pl.Expr, setting: str) -> None:
        self.checks.append(Check(when, "result_too_large", setting))


def computed(frame: pl.LazyFrame, schema: Schema, is_open: bool, operations: Sequence[MathOperation], faults: Faults
             ) -> tuple[pl.LazyFrame, Schema]:  # fmt: skip
    sums = Sums(columns(schema), is_open)
    for index, operation in enumerate(operations):
        sums.add(index, operation)
    sums.found.settle()
    for layer in sums.layers:
        frame = frame.with_columns(layer)
    return shaped(guarded(frame, sums.checks, sorted(sums.reads), faults), sums.fields)


def _finite(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_finite()).then(pl.col(name))

"""The lines of a sum: arithmetic and logic on the fields of each item, later lines using what earlier ones wrote."""

from collections.abc import Callable, Sequence
from operator import and_, or_, xor
from typing import Any

import polars as pl

from runtime.engines.calculation import NUMBERS, Calculation
from runtime.engines.columns import Column, Fields, put
from runtime.engines.constants import number_typed
from runtime.engines.findings import Findings
from runtime.engines.select import shaped
from runtime.engines.taps import HIDDEN
from runtime.engines.texts import number_in
from runtime.faults import Faults
from runtime.fields import MathOperation, Side
from runtime.schema import FieldType, Kind, Schema

_LOGIC: dict[str, Callable[[Any, Any], Any]] = {"and": and_, "or": or_, "xor": xor}


def computed(frame: pl.LazyFrame, schema: Schema, is_open: bool, operations: Sequence[MathOperation], faults: Faults
             ) -> tuple[pl.LazyFrame, Schema]:  # fmt: skip
    """The frame and schema with every operation's result in its place."""
    lines = _Lines(Fields(schema), is_open)
    for index, operation in enumerate(operations):
        lines.add(operation, f"operations[{index}]")
    lines.found.settle()
    return shaped(lines.calculation.applied(frame, faults), lines.fields)


class _Lines:
    def __init__(self, fields: Fields, is_open: bool) -> None:
        self.fields, self.is_open = fields, is_open
        self.found = Findings()
        self.calculation = Calculation(f"{HIDDEN}m")

    def add(self, operation: MathOperation, setting: str) -> None:
        left = self._side(operation.left, f"{setting}.left", operation.operator)
        right = self._side(operation.right, f"{setting}.right", operation.operator)
        if operation.operator in _LOGIC:
            made = self._logic(operation.operator, left, right, setting)
        else:
            made = self.calculation.apply(operation.operator, left, right, setting)
        segments = self.found.target(operation.into, f"{setting}.into")
        if segments and not put(self.fields, segments, made):
            self.found.problem("target_inside_value", f"{setting}.into", field=operation.into)

    def _side(self, side: Side, setting: str, operator: str) -> Column:
        if side.field is None:
            return self._constant(side.value, f"{setting}.value", operator)
        column = self.found.among(self.fields, self.is_open, side.field, f"{setting}.field")
        if column.unknown:
            return column
        wrong = {"field": side.field, "type": str(column.kind)}
        if operator in _LOGIC:
            if column.kind not in (Kind.BOOLEAN, Kind.INTEGER):
                self.found.problem("field_not_logical", f"{setting}.field", **wrong)
            return column
        if column.kind is Kind.STRING:
            return self._number_in(column, f"{setting}.field")
        if column.kind not in NUMBERS:
            self.found.problem("field_not_numeric", f"{setting}.field", **wrong)
        return column

    def _number_in(self, column: Column, setting: str) -> Column:
        number = self.calculation.held(number_in(column.expr))
        self.calculation.check(number.is_null() & column.expr.is_not_null(), "text_no_number", setting, column.expr)
        return Column(number, FieldType(Kind.NUMBER))

    def _constant(self, value: Any, setting: str, operator: str) -> Column:
        if operator in _LOGIC and isinstance(value, bool):
            return Column(pl.lit(value), FieldType(Kind.BOOLEAN))
        try:
            number = number_typed(value)
        except ValueError:
            self.found.problem("constant_no_number", setting, value=value)
            number = 0
        if operator in _LOGIC and isinstance(number, float):
            self.found.problem("constant_not_logical", setting, value=value)
            number = 0
        if isinstance(number, int):
            return Column(pl.lit(number, dtype=pl.Int64), FieldType(Kind.INTEGER))
        return Column(pl.lit(number, dtype=pl.Float64), FieldType(Kind.NUMBER))

    def _logic(self, operator: str, left: Column, right: Column, setting: str) -> Column:
        known = right if left.unknown else left
        if left.unknown and right.unknown:
            return left
        if not left.unknown and not right.unknown and left.kind is not right.kind:
            self.found.problem("sides_of_different_types", setting, left=str(left.kind), right=str(right.kind))
            return known
        held = pl.Boolean if known.kind is Kind.BOOLEAN else pl.Int64
        sides = [pl.lit(None, dtype=held) if side.unknown else side.expr for side in (left, right)]
        return Column(self.calculation.held(_LOGIC[operator](*sides)), known.type)

"""One calculation after the other on columns: the single place where two numbers meet, in steps and in expressions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import add, mod, mul, sub, truediv
from typing import Any

import polars as pl

from runtime.engines.columns import NOTHING, Column
from runtime.engines.taps import HIDDEN, Check, guarded
from runtime.engines.types import DECIMAL
from runtime.faults import Faults
from runtime.schema import FieldType, Kind

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {"+": add, "-": sub, "*": mul, "/": truediv, "%": mod}
NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL)
LARGEST_DECIMAL = 1e28
"""What 28 digits before the point can hold; Polars adds beyond it without a word."""


@dataclass
class Calculation:
    """Layers of columns, each using the ones before it, and what may be bad about an item.

    `only_where` holds conditions (of a CASE) outside of which a result is not asked for, and so cannot be bad.
    """

    prefix: str
    layers: list[dict[str, pl.Expr]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    only_where: list[pl.Expr] = field(default_factory=list)

    def held(self, expr: pl.Expr) -> pl.Expr:
        """The expression computed once, in a layer of its own."""
        name = f"{self.prefix}{len(self.layers)}"
        self.layers.append({name: expr})
        return pl.col(name)

    def check(self, when: pl.Expr, code: str, setting: str, value: pl.Expr | None = None, warning: bool = False,
              **parameters: Any) -> None:  # fmt: skip
        for condition in self.only_where:
            when = when & condition
        self.checks.append(Check(self.held(when.fill_null(False)), code, setting, value, warning, parameters))

    def apply(self, operator: str, left: Column, right: Column, setting: str) -> Column:
        """`left operator right` for numbers: integers stay whole and never wrap, decimals stay exact."""
        if left.unknown or right.unknown:
            return NOTHING
        if operator in "/%":
            self.check((right.expr == 0) & left.expr.is_not_null(), "division_by_zero", setting, warning=True)
            right = Column(pl.when(right.expr != 0).then(right.expr), right.type)
        kinds = {left.kind, right.kind}
        if kinds == {Kind.INTEGER} and operator != "/":
            return self._whole(operator, left, right, setting)
        if Kind.DECIMAL in kinds and not any(_measured(side) for side in (left, right)):
            return self._exact(operator, left, right, setting)
        raw = self.held(OPERATORS[operator](left.expr.cast(pl.Float64), right.expr.cast(pl.Float64)))
        self.check(raw.is_infinite(), "result_too_large", setting)
        return Column(self.held(pl.when(raw.is_finite()).then(raw)), FieldType(Kind.NUMBER))

    def applied(self, frame: pl.LazyFrame, faults: Faults) -> pl.LazyFrame:
        """The frame with every layer's columns, and bad items noted."""
        reads = {name for layer in self.layers for expr in layer.values() for name in expr.meta.root_names()}
        for layer in self.layers:
            frame = frame.with_columns(**layer)
        return guarded(frame, self.checks, sorted(name for name in reads if not name.startswith(HIDDEN)), faults)

    def _whole(self, operator: str, left: Column, right: Column, setting: str) -> Column:
        wide = self.held(OPERATORS[operator](left.expr.cast(pl.Int128), right.expr.cast(pl.Int128)))
        whole = self.held(wide.cast(pl.Int64, strict=False))
        self.check(whole.is_null() & wide.is_not_null(), "result_too_large", setting)
        return Column(whole, FieldType(Kind.INTEGER))

    def _exact(self, operator: str, left: Column, right: Column, setting: str) -> Column:
        """Ten digits after the point; a result that has no room is found by its size before it is made."""
        do = OPERATORS[operator]
        fits = self.held(do(left.expr.cast(pl.Float64), right.expr.cast(pl.Float64)).abs() < LARGEST_DECIMAL)
        exact = self.held(do(pl.when(fits).then(left.expr.cast(DECIMAL)), right.expr.cast(DECIMAL)).cast(DECIMAL))
        self.check(~fits, "result_too_large", setting)
        return Column(exact, FieldType(Kind.DECIMAL))


def _measured(side: Column) -> bool:
    """A number that is no exact one: a field of numbers. A constant is as exact as it was typed."""
    return side.kind is Kind.NUMBER and not side.expr.meta.is_literal()

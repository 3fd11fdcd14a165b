"""What the parts of an expression have in common: numbers meet, kinds are compared, values are converted."""

from collections.abc import Callable
from operator import eq, ge, gt, le, lt
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from runtime.engines.calculation import NUMBERS, Calculation
from runtime.engines.casts import cast, not_convertible, text
from runtime.engines.columns import NOTHING, Column, Rows
from runtime.engines.findings import Findings
from runtime.engines.json_text import as_json
from runtime.engines.keep import comparable, named
from runtime.engines.sql_grammar import Node
from runtime.engines.types import dtype_of, field_type
from runtime.schema import FieldType, Kind

COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {"=": eq, "<": lt, ">": gt, "<=": le, ">=": ge}
BOOLEAN = FieldType(Kind.BOOLEAN)


class ExpressionValues:
    """The ground of the compiler: where an expression stands, what was found wrong, and what is calculated."""

    def __init__(self, rows: Rows, setting: str, found: Findings, calculation: Calculation) -> None:
        self.rows, self.setting = rows, setting
        self.found, self.calculation = found, calculation

    def _wrong(self, code: str, **parameters: Any) -> Column:
        self.found.problem(code, self.setting, **parameters)
        return NOTHING

    def _arithmetic(self, operator: str, left: Column, right: Column, node: Node) -> Column:
        for side, part in zip((left, right), node.parts[-2:] * 2, strict=False):
            if side.kind not in NUMBERS and not side.unknown:
                return self._wrong("expression_not_numeric", text=part.text, type=str(side.kind))
        return self.calculation.apply(operator, left, right, self.setting)

    def _compared(self, operator: str, left: Column, right: Column, node: Node) -> Column:
        if left.unknown or right.unknown:
            return Column(left.expr.is_null() ^ right.expr.is_null() if operator == "<>" else _null(), BOOLEAN)
        left, right = _alike_in_kind(left, right), _alike_in_kind(right, left)
        if not comparable(left.type, right.type):
            sides = {"left": named(left.type), "right": named(right.type)}
            return self._wrong("expression_not_comparable", text=node.text, **sides)
        if left.kind is Kind.ANY and operator not in ("=", "<>"):
            return self._wrong("expression_any", text=node.text)
        if operator == "<>":
            return Column(left.expr.ne_missing(right.expr), BOOLEAN)
        return Column(COMPARISONS[operator](left.expr, right.expr), BOOLEAN)

    def _alike(self, results: list[Column], node: Node) -> list[Column]:
        """The columns in one type: integers become numbers beside numbers, nothing else is changed."""
        types = [result.type for result in results if not result.unknown]
        if not types:
            return results
        shared = max(types, key=lambda field: NUMBERS.index(field.kind) if field.kind in NUMBERS else -1)
        for field in types:
            if field != shared and not (field.kind in NUMBERS and shared.kind in NUMBERS):
                self._wrong("expression_branches_differ", text=node.text, left=named(shared), right=named(field))
                return results
        held = dtype_of(shared)
        return [Column(_null(held) if one.unknown else one.expr.cast(held), shared) for one in results]

    def _converted(self, inner: Column, kind: Kind, node: Node) -> Column:
        made = cast(inner, kind)
        if made is None:
            return self._wrong("cast_impossible", type=str(inner.kind), wanted=str(kind))
        if not made.fallible:
            return made.column
        return self._tried(made.column, inner, str(kind))

    def _tried(self, made: Column, before: Column, wanted: str) -> Column:
        """A conversion that may fail for single items."""
        value, source = self.calculation.held(made.expr), Column(self.calculation.held(before.expr), before.type)
        bad = value.is_null() & source.expr.is_not_null()
        self.calculation.check(bad, not_convertible(made.kind), self.setting, text(source), type=wanted)
        return Column(value, made.type)

    def _sql(self, form: str, arguments: list[Column], node: Node) -> Column:
        """Polars' own SQL over the arguments; its type is asked of a frame without items."""
        if any(argument.unknown for argument in arguments):
            return NOTHING
        held = {self._held(one): one for one in arguments if not one.expr.meta.is_literal()}
        names = iter(held)
        places = [part.text if one.expr.meta.is_literal() else f'"{next(names)}"'
                  for one, part in zip(arguments, node.parts, strict=False)]  # fmt: skip
        empty = pl.LazyFrame(schema={name: dtype_of(one.type) for name, one in held.items()} or {"none": pl.Boolean})
        try:
            expr = pl.sql_expr(form.format(*places))
            dtype = empty.select(expr.alias("made")).collect()["made"].dtype
        except PolarsError:
            types = ", ".join(str(argument.kind) for argument in arguments)
            return self._wrong("expression_types", text=node.text, types=types)
        return self._finite(Column(expr.cast(dtype_of(field_type(dtype))), field_type(dtype)))

    def _held(self, argument: Column) -> str:
        return self.calculation.held(argument.expr).meta.output_name()

    def _finite(self, made: Column) -> Column:
        """The root of a negative number, the logarithm of zero: no number, and said so."""
        if made.kind is not Kind.NUMBER:
            return made
        raw = self.calculation.held(made.expr)
        self.calculation.check(~raw.is_finite(), "result_too_large", self.setting)
        return Column(pl.when(raw.is_finite()).then(raw), made.type)

    def _truth(self, column: Column, node: Node) -> pl.Expr:
        if column.kind is not Kind.BOOLEAN and not column.unknown:
            self._wrong("expression_not_boolean", text=node.text, type=str(column.kind))
        return column.expr if column.kind is Kind.BOOLEAN else _null(pl.Boolean())

    def _text(self, column: Column, node: Node) -> Column:
        if column.kind in (Kind.ARRAY, Kind.OBJECT):
            return self._wrong("expression_types", text=node.text, types=str(column.kind))
        return column if column.unknown else Column(text(column), FieldType(Kind.STRING))


def _alike_in_kind(column: Column, other: Column) -> Column:
    """A constant beside a field of mixed values takes its kind along: 1 is 1 there, and `'1'` is the text."""
    if other.kind is not Kind.ANY or not column.expr.meta.is_literal():
        return column
    return Column(as_json(column), other.type)


def _null(dtype: pl.DataType | None = None) -> pl.Expr:
    return pl.lit(None, dtype=dtype or pl.Boolean())

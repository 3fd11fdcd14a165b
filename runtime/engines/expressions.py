"""Expressions over an item's fields: checked without data, and of one mind with the steps.

Numbers follow `calculation.py` (integers never wrap, division by zero is null and a warning), comparisons the filter's
law (`<>` treats null as unequal). Functions, LIKE and the rest are Polars' own SQL.
"""

from collections.abc import Callable
from difflib import get_close_matches
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, or_
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from runtime.engines.calculation import NUMBERS, Calculation
from runtime.engines.casts import cast, text
from runtime.engines.columns import NOTHING, Column, Rows
from runtime.engines.constants import constant
from runtime.engines.findings import Findings
from runtime.engines.functions import CASTS, FILLS, FUNCTIONS
from runtime.engines.json_text import as_json
from runtime.engines.keep import comparable
from runtime.engines.sql_grammar import Node, Unreadable, parse
from runtime.engines.types import dtype_of, field_type
from runtime.schema import FieldType, Kind, format_path

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {"=": eq, "<": lt, ">": gt, "<=": le, ">=": ge}
_BOOLEAN = FieldType(Kind.BOOLEAN)


def compiled(expression: str, rows: Rows, setting: str, found: Findings, calculation: Calculation) -> Column:
    """The expression's column; its layers and checks are added to `calculation`, what is wrong with it to `found`."""
    try:
        tree = parse(expression)
    except Unreadable as wrong:
        found.problem(wrong.code, setting, found=wrong.found, at=wrong.at + 1)
        return NOTHING
    return _Compiler(rows, setting, found, calculation).of(tree)


class _Compiler:
    def __init__(self, rows: Rows, setting: str, found: Findings, calculation: Calculation) -> None:
        self.rows, self.setting = rows, setting
        self.found, self.calculation = found, calculation

    def of(self, node: Node) -> Column:
        made: Column = getattr(self, f"_{node.kind}")(node)
        return made

    def _wrong(self, code: str, **parameters: Any) -> Column:
        self.found.problem(code, self.setting, **parameters)
        return NOTHING

    def _literal(self, node: Node) -> Column:
        return constant(node.value)

    def _path(self, node: Node) -> Column:
        return self.found.column(self.rows.schema, self.rows.open, format_path(node.value), self.setting)

    def _unary(self, node: Node) -> Column:
        inner = self.of(node.parts[0])
        if node.value == "-":
            return self._arithmetic("-", constant(0), inner, node)
        return NOTHING if inner.unknown else Column(~self._truth(inner, node), _BOOLEAN)

    def _binary(self, node: Node) -> Column:
        left, right = (self.of(part) for part in node.parts)
        if node.value in ("and", "or"):
            sides = [self._truth(side, part) for side, part in zip((left, right), node.parts, strict=True)]
            return Column(reduce(and_ if node.value == "and" else or_, sides), _BOOLEAN)
        if node.value == "||":
            return self._sql("{0} || {1}", [self._text(left), self._text(right)], node)
        if node.value in _COMPARISONS or node.value == "<>":
            return self._compared(node.value, left, right, node)
        return self._arithmetic(node.value, left, right, node)

    def _arithmetic(self, operator: str, left: Column, right: Column, node: Node) -> Column:
        for side, part in zip((left, right), node.parts[-2:] * 2, strict=False):
            if side.kind not in NUMBERS and not side.unknown:
                return self._wrong("expression_not_numeric", text=part.text, type=str(side.kind))
        return self.calculation.apply(operator, left, right, self.setting)

    def _compared(self, operator: str, left: Column, right: Column, node: Node) -> Column:
        if left.unknown or right.unknown:
            return Column(left.expr.is_null() ^ right.expr.is_null() if operator == "<>" else _null(), _BOOLEAN)
        left, right = _alike_in_kind(left, right), _alike_in_kind(right, left)
        if not comparable(left.type, right.type):
            return self._wrong("expression_not_comparable", text=node.text, left=str(left.kind), right=str(right.kind))
        if left.kind is Kind.ANY and operator not in ("=", "<>"):
            return self._wrong("expression_any", text=node.text)
        if operator == "<>":
            return Column(left.expr.ne_missing(right.expr), _BOOLEAN)
        return Column(_COMPARISONS[operator](left.expr, right.expr), _BOOLEAN)

    def _in(self, node: Node) -> Column:
        sought, *choices = (self.of(part) for part in node.parts)
        tests = [self._compared("=", sought, choice, node).expr for choice in choices]
        hit = reduce(or_, tests) if tests else pl.lit(False)
        return Column(hit.fill_null(False).not_() if node.negated else hit, _BOOLEAN)

    def _between(self, node: Node) -> Column:
        value, low, high = (self.of(part) for part in node.parts)
        inside = self._compared(">=", value, low, node).expr & self._compared("<=", value, high, node).expr
        return Column(~inside if node.negated else inside, _BOOLEAN)

    def _is_null(self, node: Node) -> Column:
        inner = self.of(node.parts[0])
        return Column(inner.expr.is_not_null() if node.negated else inner.expr.is_null(), _BOOLEAN)

    def _like(self, node: Node) -> Column:
        sought, pattern = node.parts
        if pattern.kind != "literal" or not isinstance(pattern.value, str):
            return self._wrong("expression_needs_constant", text=pattern.text)
        word = f"NOT {node.value}" if node.negated else str(node.value)
        return self._sql(f"{{0}} {word} {_quoted(pattern.value)}", [self.of(sought)], node)

    def _case(self, node: Node) -> Column:
        conditions: list[pl.Expr] = []
        results: list[Column] = []
        before = len(self.calculation.only_where)
        for condition, result in zip(node.parts[:-1:2], node.parts[1::2], strict=True):
            test = self.calculation.held(self._truth(self.of(condition), condition).fill_null(False))
            conditions.append(test)
            self.calculation.only_where.append(test)
            results.append(self.of(result))
            self.calculation.only_where[-1] = ~test
        results.append(self.of(node.parts[-1]))
        del self.calculation.only_where[before:]
        return self._chosen(conditions, self._alike(results, node))

    def _chosen(self, conditions: list[pl.Expr], results: list[Column]) -> Column:
        made = results[-1].expr
        for condition, result in zip(reversed(conditions), reversed(results[:-1]), strict=True):
            made = pl.when(condition).then(result.expr).otherwise(made)
        return Column(made, results[0].type)

    def _alike(self, results: list[Column], node: Node) -> list[Column]:
        """The columns in one type: integers become numbers beside numbers, nothing else is changed."""
        types = [result.type for result in results if not result.unknown]
        if not types:
            return results
        shared = max(types, key=lambda field: NUMBERS.index(field.kind) if field.kind in NUMBERS else -1)
        for field in types:
            if field != shared and not (field.kind in NUMBERS and shared.kind in NUMBERS):
                self._wrong("expression_branches_differ", text=node.text, left=str(shared.kind), right=str(field.kind))
                return results
        held = dtype_of(shared)
        return [Column(_null(held) if one.unknown else one.expr.cast(held), shared) for one in results]

    def _cast(self, node: Node) -> Column:
        inner = self.of(node.parts[0])
        if node.value not in CASTS:
            return self._wrong("expression_unknown_type", type=node.value, known=sorted(CASTS))
        return self._converted(inner, Kind(CASTS[node.value]), node)

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
        self.calculation.check(bad, "value_not_convertible", self.setting, text(source), type=wanted)
        return Column(value, made.type)

    def _call(self, node: Node) -> Column:
        known = FUNCTIONS.get(node.value)
        if known is None:
            near = get_close_matches(node.value, FUNCTIONS, n=1, cutoff=0.5)
            return self._wrong("expression_unknown_function", name=node.value, nearest=(near or ["coalesce"])[0],
                               known=", ".join(sorted(FUNCTIONS)))  # fmt: skip
        if not known.least <= len(node.parts) <= known.most:
            return self._wrong("expression_arguments", name=node.value, count=len(node.parts))
        if node.value == "if":
            return self._case(Node("case", node.text, None, node.parts))
        for at in known.constants:
            if at < len(node.parts) and node.parts[at].kind != "literal":
                return self._wrong("expression_needs_constant", text=node.parts[at].text)
        arguments = [self.of(part) for part in node.parts]
        return self._function(node, arguments)

    def _function(self, node: Node, arguments: list[Column]) -> Column:  # noqa: PLR0911 - one per kind of function
        name = str(node.value)
        if name == "mod":
            return self._arithmetic("%", arguments[0], arguments[1], node)
        if name in FILLS:
            return self._filling(name, [argument for argument in arguments if not argument.unknown], node)
        if any(argument.unknown for argument in arguments):
            return NOTHING
        for argument, part in zip(arguments, node.parts, strict=True):
            if argument.kind is Kind.ANY:
                return self._wrong("expression_any", text=part.text)
        if name == "nullif":
            different = self._compared("<>", arguments[0], arguments[1], node).expr
            return Column(pl.when(different).then(arguments[0].expr), arguments[0].type)
        if name in ("strptime", "date", "strftime"):
            return self._moment(name, arguments[0], node)
        if name == "round" and arguments[0].kind in NUMBERS:
            digits = int(node.parts[1].value) if len(node.parts) > 1 else 0
            return Column(arguments[0].expr.round(digits, mode="half_away_from_zero"), arguments[0].type)
        return self._sql(f"{name}({', '.join('{}' for _ in arguments)})", arguments, node)

    def _filling(self, name: str, arguments: list[Column], node: Node) -> Column:
        if name in ("concat", "concat_ws"):
            texts = [text(argument) for argument in arguments]
            separator = node.parts[0].value if name == "concat_ws" else ""
            joined = pl.concat_str(texts[name == "concat_ws" :], separator=str(separator), ignore_nulls=True)
            return Column(joined, FieldType(Kind.STRING))
        if not arguments:
            return NOTHING
        alike = self._alike(arguments, node)
        fill = {"greatest": pl.max_horizontal, "least": pl.min_horizontal}.get(name, pl.coalesce)
        return Column(fill([argument.expr for argument in alike]), alike[0].type)

    def _moment(self, name: str, value: Column, node: Node) -> Column:
        form = str(node.parts[1].value) if len(node.parts) > 1 else ""
        if name == "date" and not form:
            return self._converted(value, Kind.DATE, node)
        if name == "strftime":
            if value.kind not in (Kind.DATE, Kind.TIME, Kind.DATETIME):
                return self._wrong("expression_types", text=node.text, types=str(value.kind))
            return Column(value.expr.dt.strftime(form), FieldType(Kind.STRING))
        if value.kind is not Kind.STRING:
            return self._wrong("expression_types", text=node.text, types=str(value.kind))
        if name == "date":
            read = value.expr.str.to_date(form, strict=False)
            return self._tried(Column(read, FieldType(Kind.DATE)), value, form)
        zoned = "%z" in form or "%#z" in form or "%:z" in form
        moment = value.expr.str.to_datetime(form, strict=False, time_unit="us", time_zone="UTC" if zoned else None)
        return self._tried(Column(moment, FieldType(Kind.DATETIME, zoned=zoned)), value, form)

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

    def _text(self, column: Column) -> Column:
        return column if column.unknown else Column(text(column), FieldType(Kind.STRING))


def _alike_in_kind(column: Column, other: Column) -> Column:
    """A constant beside a field of mixed values takes its kind along: 1 is 1 there, and `'1'` is the text."""
    if other.kind is not Kind.ANY or not column.expr.meta.is_literal():
        return column
    return Column(as_json(column), other.type)


def _null(dtype: pl.DataType | None = None) -> pl.Expr:
    return pl.lit(None, dtype=dtype or pl.Boolean())


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''").replace("{", "{{").replace("}", "}}") + "'"

"""Expressions over an item's fields: checked without data, and of one mind with the steps.

Numbers follow `calculation.py` (integers never wrap, division by zero is null and a warning), comparisons the filter's
law (`<>` treats null as unequal). Functions, LIKE and the rest are Polars' own SQL.
"""

from difflib import get_close_matches
from functools import reduce
from operator import and_, or_

import polars as pl

from runtime.engines.calculation import Calculation
from runtime.engines.columns import NOTHING, Column, Rows
from runtime.engines.constants import constant
from runtime.engines.expression_values import BOOLEAN, COMPARISONS
from runtime.engines.findings import Findings
from runtime.engines.function_calls import FunctionCalls
from runtime.engines.functions import CASTS, FUNCTIONS
from runtime.engines.sql_grammar import Node, Unreadable, parse
from runtime.schema import Kind, format_path


def compiled(expression: str, rows: Rows, setting: str, found: Findings, calculation: Calculation) -> Column:
    """The expression's column; its layers and checks are added to `calculation`, what is wrong with it to `found`."""
    try:
        tree = parse(expression)
    except Unreadable as wrong:
        found.problem(wrong.code, setting, found=wrong.found, at=wrong.at + 1)
        return NOTHING
    try:
        return _Compiler(rows, setting, found, calculation).of(tree)
    except RecursionError:
        found.problem("expression_too_deep", setting)
        return NOTHING


class _Compiler(FunctionCalls):
    """One method per kind of node."""

    def of(self, node: Node) -> Column:
        made: Column = getattr(self, f"_{node.kind}")(node)
        return made

    def _literal(self, node: Node) -> Column:
        return constant(node.value)

    def _path(self, node: Node) -> Column:
        return self.found.column(self.rows.schema, self.rows.open, format_path(node.value), self.setting)

    def _unary(self, node: Node) -> Column:
        inner = self.of(node.parts[0])
        if node.value == "-":
            return self._arithmetic("-", constant(0), inner, node)
        return NOTHING if inner.unknown else Column(~self._truth(inner, node), BOOLEAN)

    def _binary(self, node: Node) -> Column:
        left, right = (self.of(part) for part in node.parts)
        if node.value in ("and", "or"):
            sides = [self._truth(side, part) for side, part in zip((left, right), node.parts, strict=True)]
            return Column(reduce(and_ if node.value == "and" else or_, sides), BOOLEAN)
        if node.value == "||":
            return self._sql("{0} || {1}", [self._text(left, node), self._text(right, node)], node)
        if node.value in COMPARISONS or node.value == "<>":
            return self._compared(node.value, left, right, node)
        return self._arithmetic(node.value, left, right, node)

    def _in(self, node: Node) -> Column:
        sought, *choices = (self.of(part) for part in node.parts)
        tests = [self._compared("=", sought, choice, node).expr for choice in choices]
        hit = reduce(or_, tests) if tests else pl.lit(False)
        return Column(hit.fill_null(False).not_() if node.negated else hit, BOOLEAN)

    def _between(self, node: Node) -> Column:
        value, low, high = (self.of(part) for part in node.parts)
        inside = self._compared(">=", value, low, node).expr & self._compared("<=", value, high, node).expr
        return Column(~inside if node.negated else inside, BOOLEAN)

    def _is_null(self, node: Node) -> Column:
        inner = self.of(node.parts[0])
        return Column(inner.expr.is_not_null() if node.negated else inner.expr.is_null(), BOOLEAN)

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

    def _cast(self, node: Node) -> Column:
        inner = self.of(node.parts[0])
        if node.value not in CASTS:
            return self._wrong("expression_unknown_type", type=node.value, known=", ".join(sorted(CASTS)))
        return self._converted(inner, Kind(CASTS[node.value]), node)

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
        return self.function(node, arguments)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''").replace("{", "{{").replace("}", "}}") + "'"

"""The functions of expressions at work, where Polars' own SQL is not enough or not safe."""

import polars as pl
from polars.exceptions import PolarsError

from runtime.engines.calculation import NUMBERS
from runtime.engines.columns import NOTHING, Column
from runtime.engines.constants import constant
from runtime.engines.expression_values import ExpressionValues
from runtime.engines.functions import FILLS, OF_NUMBERS
from runtime.engines.sql_grammar import Node
from runtime.engines.texts import dated, moment
from runtime.engines.types import dtype_of
from runtime.schema import FieldType, Kind


class FunctionCalls(ExpressionValues):
    """Functions over columns that are known already."""

    def function(self, node: Node, arguments: list[Column]) -> Column:  # noqa: PLR0911 - one per kind of function
        name = str(node.value)
        if name in FILLS:
            return self._filling(name, [argument for argument in arguments if not argument.unknown], node)
        if any(argument.unknown for argument in arguments):
            return NOTHING
        for argument, part in zip(arguments, node.parts, strict=True):
            if argument.kind is Kind.ANY:
                return self._wrong("expression_any", text=part.text)
            if name in OF_NUMBERS and argument.kind not in NUMBERS:
                return self._wrong("expression_not_numeric", text=part.text, type=str(argument.kind))
        if name == "mod":
            return self._arithmetic("%", arguments[0], arguments[1], node)
        if name == "nullif":
            different = self._compared("<>", arguments[0], arguments[1], node).expr
            return Column(pl.when(different).then(arguments[0].expr), arguments[0].type)
        if name in ("strptime", "date", "strftime"):
            return self._moment(name, arguments[0], node)
        if name == "substr" and len(arguments) == 3:
            arguments[2] = Column(arguments[2].expr.clip(lower_bound=0), arguments[2].type)
        if name in ("round", "abs", "power"):
            return self._number(name, arguments, node)
        return self._sql(f"{name}({', '.join('{}' for _ in arguments)})", arguments, node)

    def _number(self, name: str, arguments: list[Column], node: Node) -> Column:
        """Functions that Polars rounds to even, or lets wrap."""
        first = arguments[0]
        if name == "round":
            digits = node.parts[1].value if len(node.parts) > 1 else 0
            if not isinstance(digits, int):
                return self._wrong("expression_needs_constant", text=node.parts[1].text)
            return Column(first.expr.round(digits, mode="half_away_from_zero"), first.type)
        if name == "abs":
            turned = self.calculation.apply("-", constant(0), first, self.setting)
            return Column(pl.when(first.expr < 0).then(turned.expr).otherwise(first.expr), first.type)
        base, power = (side.expr.cast(pl.Float64) for side in arguments)
        return self._finite(Column(base**power, FieldType(Kind.NUMBER)))

    def _filling(self, name: str, arguments: list[Column], node: Node) -> Column:
        if name in ("concat", "concat_ws"):
            texts = [self._text(argument, node).expr for argument in arguments]
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
        wanted = (Kind.DATE, Kind.TIME, Kind.DATETIME) if name == "strftime" else (Kind.STRING,)
        if value.kind not in wanted:
            return self._wrong("expression_types", text=node.text, types=str(value.kind))
        if name == "strftime":
            return self._written(value, form)
        if name == "date":
            return self._tried(Column(dated(value.expr, form), FieldType(Kind.DATE)), value, form)
        zoned = "%z" in form or "%#z" in form or "%:z" in form
        read = moment(value.expr, form, "UTC" if zoned else None)
        return self._tried(Column(read, FieldType(Kind.DATETIME, zoned=zoned)), value, form)

    def _written(self, moment: Column, form: str) -> Column:
        """A date or time as text; a form that cannot write it is found on a single value."""
        try:
            pl.select(pl.lit(0).cast(dtype_of(moment.type)).dt.strftime(form))
        except PolarsError:
            return self._wrong("expression_format", form=form, type=str(moment.kind))
        return Column(moment.expr.dt.strftime(form), FieldType(Kind.STRING))

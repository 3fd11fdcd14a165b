"""A mapping as a plan: paths, constants and expressions into new items, cast where a type is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from runtime.engines.casts import cast, text
from runtime.engines.columns import NOTHING, Column, columns, put
from runtime.engines.constants import constant
from runtime.engines.expressions import compiled
from runtime.engines.findings import Findings
from runtime.engines.taps import HIDDEN, Check, guarded
from runtime.faults import Faults
from runtime.fields import MapEntry
from runtime.schema import Kind, Schema


@dataclass
class Selection:
    """What is computed first (`inputs`, then `values`), what may go wrong with it, and the fields made of it."""

    schema: Schema
    is_open: bool
    fields: dict[str, Column]
    found: Findings = field(default_factory=Findings)
    inputs: dict[str, pl.Expr] = field(default_factory=dict)
    values: dict[str, pl.Expr] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    reads: set[str] = field(default_factory=set)

    def add(self, index: int, entry: MapEntry) -> None:
        setting = f"mapping[{index}]"
        column = self._origin(index, entry, setting)
        if entry.type is not None:
            column = self._cast(index, column, entry.type, setting)
        segments = self.found.target(entry.to, f"{setting}.to")
        if segments and not put(self.fields, segments, column):
            self.found.problem("target_inside_value", f"{setting}.to", field=entry.to)

    def _origin(self, index: int, entry: MapEntry, setting: str) -> Column:
        if entry.from_ is not None:
            column = self.found.column(self.schema, self.is_open, entry.from_, f"{setting}.from")
            self.reads |= set(column.expr.meta.root_names())
            return column
        if entry.expression is not None:
            return self._expression(index, entry.expression, f"{setting}.expression")
        return constant(entry.value)

    def _expression(self, index: int, expression: str, setting: str) -> Column:
        made = compiled(expression, self.schema, self.is_open, f"{HIDDEN}x{index}_", setting, self.found)
        if made is None:
            return NOTHING
        self.inputs |= made.inputs
        self.reads |= {name for expr in made.inputs.values() for name in expr.meta.root_names()}
        name = f"{HIDDEN}e{index}"
        self.values[name] = made.value
        self.checks += [Check(when, "division_by_zero", setting, warning=True) for when in made.zeros]
        self.checks += [Check(when, "expression_overflow", setting) for when in made.overflows]
        return Column(pl.col(name), made.type)

    def _cast(self, index: int, column: Column, kind: Kind, setting: str) -> Column:
        made = cast(column, kind)
        if made is None:
            self.found.problem("cast_impossible", f"{setting}.type", type=str(column.kind), wanted=str(kind))
            return column
        if not made.fallible:
            return made.column
        name = f"{HIDDEN}v{index}"
        self.values[name] = made.column.expr
        bad = pl.col(name).is_null() & column.expr.is_not_null()
        self.checks.append(Check(bad, "value_not_convertible", setting, text(column), parameters={"type": str(kind)}))
        return Column(pl.col(name), made.column.type)


def selected(frame: pl.LazyFrame, schema: Schema, is_open: bool, mapping: Sequence[MapEntry], keep_others: bool,
             faults: Faults) -> tuple[pl.LazyFrame, Schema]:  # fmt: skip
    """The frame and schema after a mapping; raises `Problems` naming every wrong line."""
    selection = Selection(schema, is_open, columns(schema) if keep_others else {})
    _refuse_doubles(mapping, selection.found)
    for index, entry in enumerate(mapping):
        selection.add(index, entry)
    selection.found.settle()
    if selection.inputs:
        frame = frame.with_columns(**selection.inputs)
    for name, value in selection.values.items():
        frame = frame.with_columns(value.alias(name))
    frame = guarded(frame, selection.checks, sorted(selection.reads), faults)
    return shaped(frame, selection.fields)


def shaped(frame: pl.LazyFrame, fields: dict[str, Column]) -> tuple[pl.LazyFrame, Schema]:
    """Exactly these fields, as many items as before (a mark is kept where there are no fields at all)."""
    schema = {name: column.type for name, column in fields.items()}
    made = [column.expr.alias(name) for name, column in fields.items()]
    mark = f"{HIDDEN}item"
    if not fields:
        return frame.with_columns(pl.lit(True).alias(mark)).select(mark), schema
    return frame.with_columns(made).select(list(fields)), schema


def _refuse_doubles(mapping: Sequence[MapEntry], found: Findings) -> None:
    seen: set[str] = set()
    for index, entry in enumerate(mapping):
        if entry.to in seen:
            found.problem("target_twice", f"mapping[{index}].to", field=entry.to)
        seen.add(entry.to)

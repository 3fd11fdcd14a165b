"""A mapping as a plan: paths, constants and expressions into new items, cast where a type is asked for."""

from collections.abc import Sequence

import polars as pl

from runtime.engines.calculation import Calculation
from runtime.engines.casts import cast, not_convertible, text
from runtime.engines.columns import Column, Fields, Rows, put
from runtime.engines.constants import constant
from runtime.engines.expressions import compiled
from runtime.engines.findings import Findings
from runtime.engines.taps import HIDDEN
from runtime.faults import Faults
from runtime.fields import MapEntry
from runtime.schema import Kind, Schema


class _Selection:
    """The fields that a mapping makes, and the calculations that they take."""

    def __init__(self, rows: Rows, fields: Fields) -> None:
        self.rows, self.fields = rows, fields
        self.found = Findings()
        self.calculation = Calculation(f"{HIDDEN}v")

    def add(self, entry: MapEntry, setting: str) -> None:
        column = self._origin(entry, setting)
        if entry.type is not None:
            column = self._cast(column, entry.type, setting)
        segments = self.found.target(entry.to, f"{setting}.to")
        if segments and not put(self.fields, segments, column):
            self.found.problem("target_inside_value", f"{setting}.to", field=entry.to)

    def _origin(self, entry: MapEntry, setting: str) -> Column:
        if entry.from_ is not None:
            return self.found.column(self.rows.schema, self.rows.open, entry.from_, f"{setting}.from")
        if entry.expression is not None:
            place = f"{setting}.expression"
            return compiled(entry.expression, self.rows, place, self.found, self.calculation)
        return constant(entry.value)

    def _cast(self, column: Column, kind: Kind, setting: str) -> Column:
        made = cast(column, kind)
        if made is None:
            self.found.problem("cast_impossible", f"{setting}.type", type=str(column.kind), wanted=str(kind))
            return column
        if not made.fallible:
            return made.column
        value = self.calculation.held(made.column.expr)
        bad = value.is_null() & column.expr.is_not_null()
        self.calculation.check(bad, not_convertible(kind), setting, text(column), type=str(kind))
        return Column(value, made.column.type)


def selected(rows: Rows, mapping: Sequence[MapEntry], keep_others: bool, faults: Faults) -> tuple[pl.LazyFrame, Schema]:
    """The frame and schema after a mapping; raises `Problems` naming every wrong line."""
    selection = _Selection(rows, Fields(rows.schema if keep_others else {}))
    _refuse_doubles(mapping, selection.found)
    for index, entry in enumerate(mapping):
        selection.add(entry, f"mapping[{index}]")
    selection.found.settle()
    return shaped(selection.calculation.applied(rows.frame, faults), selection.fields)


def shaped(frame: pl.LazyFrame, fields: Fields | dict[str, Column]) -> tuple[pl.LazyFrame, Schema]:
    """Exactly these fields, as many items as before (a mark is kept where there are no fields at all)."""
    new = fields.put if isinstance(fields, Fields) else fields
    schema = fields.types if isinstance(fields, Fields) else {name: column.type for name, column in fields.items()}
    mark = f"{HIDDEN}item"
    if not fields:
        return frame.with_columns(pl.lit(True).alias(mark)).select(mark), schema
    if new:
        frame = frame.with_columns(column.expr.alias(name) for name, column in new.items())
    return frame.select(pl.col(list(fields))), schema


def _refuse_doubles(mapping: Sequence[MapEntry], found: Findings) -> None:
    seen: set[str] = set()
    for index, entry in enumerate(mapping):
        if entry.to in seen:
            found.problem("target_twice", f"mapping[{index}].to", field=entry.to)
        seen.add(entry.to)

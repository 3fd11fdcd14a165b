"""Figures over the array of each item: taken inside each list, or while grouping where the array is a group's."""

from collections.abc import Sequence

import polars as pl

from runtime.engines.columns import Column, Fields, Rows, put
from runtime.engines.figure import Elements, Figure, figure
from runtime.engines.findings import Findings
from runtime.engines.group import Grouped, member
from runtime.engines.taps import HIDDEN, guarded
from runtime.faults import Faults
from runtime.fields import ArrayOperation
from runtime.schema import UNKNOWN, Kind, Schema

Plan = tuple[pl.LazyFrame, Schema, Grouped | None]


def over_array(
    rows: Rows, group: Grouped | None, path: str, operations: Sequence[ArrayOperation], faults: Faults
) -> Plan:
    """The frame, schema and group after figures over the array at `path`."""
    found = Findings()
    array = found.column(rows.schema, rows.open, path, "path")
    if array.kind is not Kind.ARRAY and not array.unknown:
        found.problem("not_an_array", "path", field=path, type=str(array.kind))
    direct = group if group and group.array == path else None
    elements = _elements(array, direct, rows.open)
    prefix = f"{HIDDEN}f{len(direct.after) if direct else 0}_"
    made = [figure(found, one, elements, f"{prefix}{at}", f"operations[{at}]") for at, one in enumerate(operations)]
    figures = [one for one in made if one]
    fields = _placed(found, rows.schema, figures)
    found.settle()
    types = {name: column.type for name, column in fields.items()}
    if direct is None:
        return _judged(_in_lists(rows.frame, array, figures), figures, fields, faults), types, None
    raw = {name: expr for one in figures for name, expr in one.in_group().items()}
    group = direct.then(lambda groups: _judged(groups, figures, fields, faults), **raw)
    return group.plan(), types, None if path in {operation.into for operation in operations} else group


def _elements(array: Column, group: Grouped | None, is_open: bool) -> Elements:
    if group:
        return Elements(member(group.schema, is_open), Fields(group.schema), is_open)
    whole = Column(pl.element(), array.type.element or UNKNOWN)
    return Elements(whole, {name: whole[name] for name in whole.type.fields}, is_open)


def _placed(found: Findings, schema: Schema, figures: Sequence[Figure]) -> Fields:
    """The fields of the items with the figures among them."""
    fields, seen = Fields(schema), set()
    for one in figures:
        setting = f"{one.setting}.into"
        if one.target in seen:
            found.problem("target_twice", setting, field=".".join(one.target))
        elif one.target and not put(fields, one.target, one.result()):
            found.problem("target_inside_value", setting, field=".".join(one.target))
        seen.add(one.target)
    return fields


def _in_lists(frame: pl.LazyFrame, array: Column, figures: Sequence[Figure]) -> pl.LazyFrame:
    """The raw values of the figures beside each item, where the array is an ordinary field."""
    listed = pl.lit(None, dtype=pl.List(pl.String)) if array.unknown else array.expr
    return frame.with_columns(expr.alias(name) for one in figures for name, expr in one.in_lists(listed).items())


def _judged(frame: pl.LazyFrame, figures: Sequence[Figure], fields: Fields, faults: Faults) -> pl.LazyFrame:
    """The raw values checked, and the figures in their places."""
    checks = [check for one in figures for check in one.checks()]
    reads = [name for one in figures for name in one.watched]
    written = {one.target[0] for one in figures}
    frame = guarded(frame, checks, reads, faults)
    return frame.with_columns(column.expr.alias(name) for name, column in fields.items() if name in written)

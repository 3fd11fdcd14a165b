"""Items with equal keys together, by first appearance.

A group remembers the items it was made of: figures over its array (`arrays.py`) are then taken directly while grouping,
and the array itself drops out of the plan when a later step leaves it out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from runtime.engines.columns import Column, Fields, combined, find, put
from runtime.engines.findings import Findings
from runtime.engines.taps import HIDDEN
from runtime.schema import UNKNOWN, FieldType, Kind, Schema

Step = Callable[[pl.LazyFrame], pl.LazyFrame]


@dataclass(frozen=True)
class Grouped:
    """A group and what was done to it since: `figures` are taken per group, `after` are the steps that followed."""

    frame: pl.LazyFrame
    schema: Schema
    keys: tuple[pl.Expr, ...]
    array: str
    """The path of the array; its values travel as `members`."""
    members: str
    figures: dict[str, pl.Expr] = field(default_factory=dict)
    after: tuple[Step, ...] = ()

    def then(self, step: Step, **figures: pl.Expr) -> "Grouped":
        return replace(self, figures=self.figures | figures, after=(*self.after, step))

    def plan(self) -> pl.LazyFrame:
        """Array and figures in one pass; what nobody reads of it, the optimiser leaves out."""
        members = member(self.schema).expr.alias(self.members)
        # Keys become columns first: a constant key would make a group of no items at all.
        names = [key.meta.output_name() for key in self.keys]
        frame = self.frame.with_columns(self.keys).group_by(names, maintain_order=True).agg(members, **self.figures)
        for step in self.after:
            frame = step(frame)
        return frame


def grouped(frame: pl.LazyFrame, schema: Schema, is_open: bool, keys: Sequence[str], into: str
            ) -> tuple[Grouped, Schema]:  # fmt: skip
    """The group and its schema: the keys at their paths, and the array of the items."""
    found = Findings()
    target = found.target(into, "into")
    fields: dict[str, Column] = {}
    exprs = [pl.lit(True).alias(f"{HIDDEN}k")] if not keys else []
    for index, path in enumerate(keys):
        column = found.column(schema, is_open, path, f"keys[{index}]")
        name = f"{HIDDEN}k{index}"
        exprs.append(column.expr.alias(name))
        segments = found.target(path, f"keys[{index}]")
        if segments and not put(fields, segments, Column(pl.col(name), column.type)):
            found.problem("target_twice", f"keys[{index}]", field=path)
    members = Column(pl.col(f"{HIDDEN}members"), FieldType(Kind.ARRAY, element=member(schema, is_open).type))
    if target and (find(fields, target) or not put(fields, target, members)):
        found.problem("target_exists", "into", field=into)
    found.settle()
    made = Grouped(frame, schema, tuple(exprs), into, f"{HIDDEN}members")
    laid_out = [column.expr.alias(name) for name, column in fields.items()]
    return made.then(lambda groups: groups.with_columns(laid_out)), {n: c.type for n, c in fields.items()}


def member(schema: Schema, is_open: bool = False) -> Column:
    """An item as an element of its group's array; of an open model without any known field nothing can be said."""
    whole = combined(Fields(schema))
    return Column(whole.expr, UNKNOWN) if is_open and not schema else whole

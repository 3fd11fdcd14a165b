"""Watching items pass without holding them up: counts per step, and the bad items of a fallible verb."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import Any

import polars as pl

from runtime.engines.json_text import plain_items
from runtime.engines.types import schema_of
from runtime.faults import Faults

HIDDEN = "\0"
"""Columns whose names begin so are the engine's own and never part of an item."""
ROW, FLAGS = f"{HIDDEN}row", f"{HIDDEN}flags"
_AT_ONCE = 60


@dataclass(frozen=True)
class Check:
    """One way in which an item can be bad, or worth a warning. `value` is what the sentence shows of it."""

    when: pl.Expr
    code: str
    setting: str
    value: pl.Expr | None = None
    warning: bool = False
    parameters: dict[str, Any] = field(default_factory=dict)


def tapped(frame: pl.LazyFrame, look: Callable[[pl.DataFrame], None]) -> pl.LazyFrame:
    """The same frame, each batch shown to `look`. A filter pushed below would show wrong counts, so none may pass."""

    def passing(batch: pl.DataFrame) -> pl.DataFrame:
        look(batch)
        return batch

    return frame.map_batches(
        passing, predicate_pushdown=False, projection_pushdown=True, slice_pushdown=False, streamable=True
    )


def guarded(frame: pl.LazyFrame, checks: Sequence[Check], reads: Sequence[str], faults: Faults) -> pl.LazyFrame:
    """The frame without the items that `faults` says to skip; every bad item is noted with its index and data.

    `reads` are the columns that the checks look at: they stay in the plan, so that a bad item can be shown whatever
    later steps drop.
    """
    for at in range(0, len(checks), _AT_ONCE):
        frame = _guarded(frame, checks[at : at + _AT_ONCE], reads, faults)
    return frame


def _guarded(frame: pl.LazyFrame, checks: Sequence[Check], reads: Sequence[str], faults: Faults) -> pl.LazyFrame:
    flags = [pl.when(check.when).then(1 << bit).otherwise(0).cast(pl.Int64) for bit, check in enumerate(checks)]
    fatal = sum(1 << bit for bit, check in enumerate(checks) if not check.warning)
    frame = frame.with_row_index(ROW).with_columns(reduce(add, flags).alias(FLAGS))
    frame = tapped(frame, lambda batch: _note(batch, checks, fatal, faults))
    # The struct is never null: it only keeps the columns that the tap looks at from being optimised away.
    shown = {name for check in checks if check.value is not None for name in check.value.meta.root_names()}
    passing = pl.struct(FLAGS, ROW, *sorted({*reads, *shown})).is_not_null()
    if fatal and faults.policy == "skip_item":
        passing &= (pl.col(FLAGS) & fatal) == 0
    return frame.filter(passing).drop(FLAGS, ROW)


def _note(batch: pl.DataFrame, checks: Sequence[Check], fatal: int, faults: Faults) -> None:
    if batch.is_empty() or batch[FLAGS].max() == 0:
        return
    for bit, check in enumerate(checks):
        if check.warning and (count := int(((batch[FLAGS] & (1 << bit)) != 0).sum())):
            faults.warn(check.code, count, **check.parameters)
    bad = batch.filter((pl.col(FLAGS) & fatal) != 0)
    if bad.is_empty():
        return
    first = bad.sort(ROW).head(1)
    flags = first[FLAGS].item() & fatal
    check = checks[(flags & -flags).bit_length() - 1]
    shown = {} if check.value is None else {"value": first.select(check.value).item()}
    fields = {name: kind for name, kind in schema_of(first.schema).items() if not name.startswith(HIDDEN)}
    item = plain_items(first, fields)[0]
    told = shown | check.parameters
    faults.bad(first[ROW].item(), check.code, item, setting=check.setting, count=bad.height, **told)

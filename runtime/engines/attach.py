"""A value looked up elsewhere beside each item: asked for once per distinct key, all keys at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from runtime.engines.columns import Column, Fields, Rows, put
from runtime.engines.decide import decided, series
from runtime.engines.findings import Findings
from runtime.engines.json_text import plain_items
from runtime.engines.select import shaped
from runtime.engines.taps import HIDDEN
from runtime.schema import UNKNOWN, FieldType, Schema

Key = tuple[Any, ...]
Fetch = Callable[[Sequence[Key]], Sequence[Any]]
Declared = FieldType | Callable[[Sequence[Any]], FieldType] | None
_VALUE, _EACH = f"{HIDDEN}value", f"{HIDDEN}each"


def attached(rows: Rows, keys: Mapping[str, str], fetch: Fetch, into: str, declared: Declared
             ) -> tuple[pl.LazyFrame, Schema]:  # fmt: skip
    """The items, computed now, and their schema with the fetched values at `into`."""
    found = Findings()
    looked = {name: found.column(rows.schema, rows.open, path, name) for name, path in keys.items()}
    names = {name: f"{HIDDEN}a{at}" for at, name in enumerate(looked)}
    target = found.target(into, "into")
    fields = Fields(rows.schema)
    if target and not put(fields, target, Column(pl.col(_VALUE), UNKNOWN)):
        found.problem("target_inside_value", "into", field=into)
    found.settle()
    parts = [column.expr.alias(names[name]) for name, column in looked.items()]
    frame = rows.frame.with_columns(pl.lit(True).alias(_EACH), *parts).collect()
    asked = frame.select(_EACH, *names.values()).unique(maintain_order=True)
    types: Schema = {names[name]: column.type for name, column in looked.items()}
    answers, kind = _answers(asked, types, fetch, declared)
    answered = frame.lazy().join(
        asked.with_columns(answers.alias(_VALUE)).lazy(), on=[_EACH, *names.values()], how="left", nulls_equal=True,
        maintain_order="left",
    )  # fmt: skip
    put(fields, target, Column(pl.col(_VALUE), kind))
    return shaped(answered, fields)


def beside(rows: Rows, values: Sequence[Any], into: str, declared: FieldType | None, kept: Sequence[bool] | None
           ) -> tuple[pl.LazyFrame, Schema]:  # fmt: skip
    """The items, computed now, each with its own of `values` at `into`; without those that are not `kept`."""
    found = Findings()
    target = found.target(into, "into")
    kind = declared or decided(values)
    fields = Fields(rows.schema)
    if target and not put(fields, target, Column(pl.col(_VALUE), kind)):
        found.problem("target_inside_value", "into", field=into)
    found.settle()
    frame = rows.frame.collect().with_columns(series(_VALUE, values, kind))
    return shaped((frame if kept is None else frame.filter(pl.Series(kept, dtype=pl.Boolean))).lazy(), fields)


def _answers(asked: pl.DataFrame, types: Schema, fetch: Fetch, declared: Declared
             ) -> tuple[pl.Series, FieldType]:  # fmt: skip
    """The answers as a column; nobody is asked where there are no items."""
    items = plain_items(asked, types)
    values = list(fetch([tuple(item.values()) for item in items])) if items else []
    kind = declared(values) if callable(declared) else declared or decided(values)
    return series(_VALUE, values, kind), kind

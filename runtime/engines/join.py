"""Two models side by side: left order first, null keys meet nobody, and no field is overwritten."""

from collections.abc import Sequence
from typing import Literal

import polars as pl

from runtime.engines.columns import Column, Fields, Rows, find, put
from runtime.engines.findings import Findings
from runtime.engines.keep import named
from runtime.engines.select import shaped
from runtime.engines.taps import HIDDEN
from runtime.engines.types import dtype_of
from runtime.fields import JoinEntry
from runtime.schema import FieldType, Kind, Schema

JoinKind = Literal["left", "inner", "full", "anti"]
Keys = tuple[Sequence[str], Sequence[str]]
"""The paths of the left and of the right keys, in pairs."""


def joined(left: Rows, right: Rows, keys: Keys, kind: JoinKind, mapping: Sequence[JoinEntry]
           ) -> tuple[pl.LazyFrame, Schema]:  # fmt: skip
    """The frame and schema of both; raises `Problems` naming every wrong key and line."""
    found = Findings()
    pairs = _pairs(left, right, keys, found)
    brought = {} if kind == "anti" else _brought(left, right, mapping, found)
    found.settle()
    names = [f"{HIDDEN}k{index}" for index in range(len(pairs))]
    ours = left[0].with_columns(_typed(mine, other).alias(n) for n, (mine, other) in zip(names, pairs, strict=True))
    theirs = right[0].with_columns(_typed(other, mine).alias(n) for n, (mine, other) in zip(names, pairs, strict=True))
    theirs = theirs.select(*names, *(column.expr.alias(name) for name, column in brought.items()))
    if kind == "anti":
        return shaped(ours.join(theirs, on=names, how="anti", maintain_order="left"), Fields(left[1]))
    both = ours.join(theirs, on=names, how=kind, maintain_order="left_right", coalesce=True)
    fields = Fields(left[1])
    if kind == "full":
        _coalesce(fields, keys[0], names)
    for entry, (name, column) in zip(mapping, brought.items(), strict=True):
        put(fields, found.target(entry.to, ""), Column(pl.col(name), column.type))
    return shaped(both, fields)


def _pairs(left: Rows, right: Rows, keys: Keys, found: Findings) -> list[tuple[Column, Column]]:
    left_keys, right_keys = keys
    if not left_keys:
        found.problem("keys_missing", "left_keys")
    if len(left_keys) != len(right_keys):
        found.problem("keys_uneven", "right_keys", left=len(left_keys), right=len(right_keys))
    pairs = []
    for index, (mine, other) in enumerate(zip(left_keys, right_keys, strict=False)):
        one = _key(left, mine, f"left_keys[{index}]", found)
        two = _key(right, other, f"right_keys[{index}]", found)
        pairs.append((one, two))
        if not (one.unknown or two.unknown or (one.kind is two.kind and one.type.zoned == two.type.zoned)):
            found.problem("keys_of_different_types", f"right_keys[{index}]", left=mine, left_type=named(one.type),
                          right=other, right_type=named(two.type))  # fmt: skip
    return pairs


def _key(side: Rows, path: str, setting: str, found: Findings) -> Column:
    column = found.column(side[1], side[2], path, setting)
    if column.kind in (Kind.ANY, Kind.ARRAY, Kind.OBJECT) and not column.unknown:
        found.problem("key_not_plain", setting, field=path, type=str(column.kind))
    return column


def _typed(key: Column, other: Column) -> pl.Expr:
    """The key in the one type in which both sides meet; a key of which nothing is known takes the other's type."""
    if key.unknown and not other.unknown:
        return pl.lit(None, dtype=dtype_of(other.type))
    return key.expr.cast(dtype_of(key.type)) if key.kind is Kind.DECIMAL else key.expr


def _brought(left: Rows, right: Rows, mapping: Sequence[JoinEntry], found: Findings) -> dict[str, Column]:
    """The right fields by the hidden names under which they travel; every target must be new to the left."""
    taken = Fields(left[1])
    brought: dict[str, Column] = {}
    for index, entry in enumerate(mapping):
        column = found.column(right[1], right[2], entry.from_, f"mapping[{index}].from")
        name = f"{HIDDEN}r{index}"
        brought[name] = column
        segments = found.target(entry.to, f"mapping[{index}].to")
        if segments and (find(taken, segments) or not put(taken, segments, Column(pl.col(name), column.type))):
            found.problem("target_exists", f"mapping[{index}].to", field=entry.to)
    return brought


def _coalesce(fields: Fields, left_keys: Sequence[str], names: Sequence[str]) -> None:
    """Items that only the right side has carry their key under the left side's path."""
    for path, name in zip(left_keys, names, strict=True):
        segments = Findings().segments(path, "")
        known = find(fields, segments)
        put(fields, segments, Column(pl.col(name), known.type if known else FieldType(Kind.ANY, empty=True)))

"""A value of every item: an expression with the type it has, found by its path or placed under one."""

import json
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from runtime.engines.types import dtype_of
from runtime.schema import UNKNOWN, FieldType, Kind, Schema


@dataclass(frozen=True)
class Column:
    """One value per item. A column of `UNKNOWN` type is null everywhere."""

    expr: pl.Expr
    type: FieldType

    @property
    def kind(self) -> Kind:
        return self.type.kind

    @property
    def unknown(self) -> bool:
        return self.type.empty

    def __getitem__(self, name: str) -> "Column":
        return Column(self.expr.struct.field(name), self.type.fields[name])


class Rows(NamedTuple):
    """What a verb works on: a lazy frame, its schema, and whether that is open."""

    frame: pl.LazyFrame
    schema: Schema
    open: bool


NOTHING = Column(pl.lit(None, dtype=pl.String), UNKNOWN)


class Fields(MutableMapping[str, Column]):
    """The fields of an item by name. Of hundreds a verb touches a few: the others cost it nothing."""

    def __init__(self, schema: Schema) -> None:
        self.types = dict(schema)
        """What the item's schema is now."""
        self.put: dict[str, Column] = {}
        """The fields that are no longer what they were."""

    def __getitem__(self, name: str) -> Column:
        return self.put.get(name) or Column(pl.col(name), self.types[name])

    def __setitem__(self, name: str, column: Column) -> None:
        self.types[name], self.put[name] = column.type, column

    def __delitem__(self, name: str) -> None:
        del self.types[name]
        self.put.pop(name, None)

    def __contains__(self, name: object) -> bool:
        return name in self.types

    def __iter__(self) -> Iterator[str]:
        return iter(self.types)

    def __len__(self) -> int:
        return len(self.types)


def find(fields: Mapping[str, Column], segments: tuple[str, ...]) -> Column | None:
    """The column at a path, None where there is no such field. `lines[].price` is the array of all prices."""
    here = fields.get(segments[0])
    return here and _within(here, segments[1:])


def put(fields: MutableMapping[str, Column], segments: tuple[str, ...], new: Column) -> bool:
    """Place a column at a path, making objects on the way; False where a plain value stands in the way."""
    name, rest = segments[0], segments[1:]
    if rest:
        inside = _members(fields.get(name))
        if inside is None or not put(inside, rest, new):
            return False
        new = combined(inside)
    fields[name] = new
    return True


def combined(fields: Mapping[str, Column]) -> Column:
    """An object of these fields; one without any is carried as the text it is written with."""
    if not fields:
        return Column(pl.repeat("{}", pl.len(), dtype=pl.String), FieldType(Kind.ANY))
    types = {name: column.type for name, column in fields.items()}
    exprs = [column.expr.alias(name) for name, column in fields.items()]
    return Column(pl.struct(exprs), FieldType(Kind.OBJECT, types))


def _members(column: Column | None) -> dict[str, Column] | None:
    if column is None or column.unknown:
        return {}
    return {name: column[name] for name in column.type.fields} if column.kind is Kind.OBJECT else None


def _within(here: Column, rest: tuple[str, ...]) -> Column | None:
    if not rest or here.unknown:
        return here
    if here.kind is Kind.ANY:
        return Column(_inside_text(here.expr, rest), here.type)
    if here.kind is Kind.OBJECT and rest[0] in here.type.fields:
        return _within(here[rest[0]], rest[1:])
    if here.kind is Kind.ARRAY and rest[0] == "[]":
        return _of_each(here, rest[1:])
    return None


def _of_each(array: Column, rest: tuple[str, ...]) -> Column | None:
    """The values at `rest` of all elements; arrays inside arrays come out as one."""
    inner = _within(Column(pl.element(), array.type.element or UNKNOWN), rest)
    if inner is None:
        return None
    if "[]" in rest and inner.kind is Kind.ARRAY:
        return Column(array.expr.list.eval(inner.expr.explode(empty_as_null=False, keep_nulls=False)), inner.type)
    each = pl.lit(None, dtype=dtype_of(inner.type)) if inner.unknown else inner.expr
    return Column(array.expr.list.eval(each), FieldType(Kind.ARRAY, element=inner.type))


def _inside_text(expr: pl.Expr, rest: tuple[str, ...]) -> pl.Expr:
    """What stands at a path inside values that are carried as JSON text, each kept as its own JSON text."""

    def read(texts: pl.Series) -> pl.Series:
        return pl.Series(texts.name, [_descend(text, rest) for text in texts], dtype=pl.String)

    return expr.map_batches(read, return_dtype=pl.String, is_elementwise=True)


def _descend(text: str | None, rest: tuple[str, ...]) -> str | None:
    here: Any = None if text is None else json.loads(text)
    for segment in rest:
        here = here.get(segment) if isinstance(here, dict) else None
    return None if here is None else json.dumps(here, ensure_ascii=False)

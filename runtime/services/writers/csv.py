"""A model as CSV, batch by batch."""

from collections.abc import Iterator

import polars as pl

from runtime.context import WriteOptions
from runtime.engines.casts import text
from runtime.engines.columns import Column
from runtime.engines.json_text import as_json
from runtime.schema import FieldType, Kind, Schema

_BATCH = 50_000
_NATIVE = (Kind.STRING, Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE)


def csv_chunks(frame: pl.LazyFrame, schema: Schema, options: WriteOptions) -> Iterator[bytes]:
    """The file in pieces: UTF-8, quotes where needed, an empty text as `""`, a missing value as nothing."""
    yield pl.DataFrame(schema=dict.fromkeys(schema, pl.String)).write_csv(separator=options.separator).encode()
    for batch in frame.select(cells(schema)).collect_batches(chunk_size=_BATCH, maintain_order=True):
        if batch.height:
            yield batch.write_csv(separator=options.separator, include_header=False).encode()


def cells(schema: Schema) -> list[pl.Expr]:
    """Every field as CSV writes it, under its own name."""
    return [_cell(name, kind).alias(name) for name, kind in schema.items()]


def _cell(name: str, kind: FieldType) -> pl.Expr:
    """Values as CSV shows them: dates in ISO form, arrays and objects as JSON."""
    column = Column(pl.col(name), kind)
    if kind.kind in _NATIVE:
        return column.expr
    return as_json(column) if kind.kind in (Kind.ARRAY, Kind.OBJECT) else text(column)

"""A model as Parquet: decimals, dates and nested fields as they are."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from runtime.schema import Schema

_CHUNK = 1 << 20


def parquet_chunks(frame: pl.LazyFrame, schema: Schema, folder: Path) -> Iterator[bytes]:
    """The file in pieces, after it was written whole into `folder`."""
    path = folder / "export.parquet"
    frame.select(list(schema)).sink_parquet(path, maintain_order=True)
    yield from pieces(path)


def pieces(path: Path) -> Iterator[bytes]:
    """A file's bytes; it is gone afterwards."""
    try:
        with path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                yield chunk
    finally:
        path.unlink(missing_ok=True)

"""Models into files: one module per file type."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from runtime.context import WriteOptions
from runtime.schema import Schema


def chunks_of(frame: pl.LazyFrame, schema: Schema, options: WriteOptions,
              scratch: Callable[[], Path]) -> Iterator[bytes]:  # fmt: skip
    """The model's file in pieces; `scratch` gives a folder for what cannot be written from front to back."""
    from runtime.services.writers.csv import csv_chunks

    return csv_chunks(frame, schema, options)

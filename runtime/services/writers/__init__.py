"""Models into files: one module per file type."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from runtime.context import WriteOptions
from runtime.schema import Schema


def chunks_of(frame: pl.LazyFrame, schema: Schema, options: WriteOptions,
              scratch: Callable[[], Path]) -> Iterator[bytes]:  # fmt: skip
    """The model's file in pieces; `scratch` gives a folder for what cannot be written from front to back."""
    match options.file_type:
        case "csv":
            from runtime.services.writers.csv import csv_chunks

            return csv_chunks(frame, schema, options)
        case "xlsx":
            from runtime.services.writers.xlsx import xlsx_chunks

            return xlsx_chunks(frame, schema, options, scratch())
        case "parquet":
            from runtime.services.writers.parquet import parquet_chunks

            return parquet_chunks(frame, schema, scratch())
        case "json" | "ndjson":
            from runtime.services.writers.json import json_chunks, ndjson_chunks

            return (json_chunks if options.file_type == "json" else ndjson_chunks)(frame, schema, options)

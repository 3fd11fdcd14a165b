"""Parquet, read lazily: its own types as ours."""

from pathlib import Path

import polars as pl

from runtime.engines.polars_model import PolarsModel
from runtime.engines.types import dtype_of, schema_of
from runtime.problems import problem


def read_parquet(path: Path) -> PolarsModel:
    """The file's rows; a NaN is a missing value, and an integer beyond 64 bits is refused while it is read."""
    if path.stat().st_size == 0:
        raise problem("file_empty", "file")
    try:
        frame = pl.scan_parquet(path, glob=False)
        columns = frame.collect_schema()
    except pl.exceptions.PolarsError as wrong:
        raise problem("parquet_unreadable", "file", reason=str(wrong).splitlines()[0]) from wrong
    schema = schema_of(columns)
    cast = [_as_ours(name, dtype, dtype_of(schema[name])) for name, dtype in columns.items()]
    return PolarsModel(frame.select(cast), schema)


def _as_ours(name: str, found: pl.DataType, ours: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if found == pl.Binary:
        return column.bin.encode("base64")
    if isinstance(found, pl.Duration):
        return column.dt.to_string("iso")
    if found.is_float():
        return column.cast(ours).fill_nan(None)
    return column.cast(ours)

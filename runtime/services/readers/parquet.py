"""Parquet, read lazily: its own types as ours."""

from pathlib import Path

import polars as pl

from runtime.engines.polars_model import PolarsModel
from runtime.engines.taps import Check, guarded
from runtime.engines.types import dtype_of, schema_of
from runtime.faults import Faults
from runtime.problems import problem


def read_parquet(path: Path, faults: Faults) -> PolarsModel:
    """The file's rows. NaN is a missing value, and so, with a warning, is infinity; a value that no type of ours
    holds whole is a bad item.
    """
    if path.stat().st_size == 0:
        raise problem("file_empty", "file")
    try:
        frame = pl.scan_parquet(path, glob=False)
        columns = frame.collect_schema()
    except pl.exceptions.PolarsError as wrong:
        raise problem("parquet_unreadable", "file") from wrong
    if any("\0" in name for name in columns):
        raise problem("field_without_name", "file")
    schema = schema_of(columns)
    checks = [_lost(name, dtype, dtype_of(schema[name])) for name, dtype in columns.items() if _finer(dtype)]
    frame = guarded(frame, checks, [str(check.parameters["column"]) for check in checks], faults)
    return PolarsModel(frame.select(_as_ours(name, columns[name], dtype_of(schema[name]), faults) for name in columns),
                       schema)  # fmt: skip


def _as_ours(name: str, found: pl.DataType, ours: pl.DataType, faults: Faults) -> pl.Expr:
    column = pl.col(name)
    if found == pl.Binary:
        return column.bin.encode("base64")
    if isinstance(found, pl.Duration):
        return column.dt.to_string("iso")
    if found.is_float():
        return column.map_batches(lambda values: _finite(values.cast(ours), faults), ours, is_elementwise=True)
    return column.cast(ours, strict=False)


def _finite(values: pl.Series, faults: Faults) -> pl.Series:
    if count := int(values.is_infinite().sum()):
        faults.warn("infinity_left_out", count, column=values.name)
    return values.set(~values.is_finite(), None)


def _finer(found: object) -> bool:
    """Whether the type, or one inside of it, holds values that none of ours does."""
    if isinstance(found, pl.Decimal):
        return (found.scale or 0) > 10 or found.precision - (found.scale or 0) > 28
    if isinstance(found, pl.Struct):
        return any(_finer(field.dtype) for field in found.fields)
    if isinstance(found, pl.List | pl.Array):
        return _finer(found.inner)
    if isinstance(found, pl.Datetime):
        return found.time_unit == "ns"
    return found in (pl.UInt64, pl.Int128, pl.UInt128)


def _lost(name: str, found: pl.DataType, ours: pl.DataType) -> Check:
    column = pl.col(name)
    back = column.cast(ours, strict=False).cast(found, strict=False)
    return Check(back.ne_missing(column), "parquet_value_lost", "file", parameters={"column": name})

"""Parquet, read lazily: its own types as ours."""

from pathlib import Path

import polars as pl

from runtime.engines.polars_model import PolarsModel
from runtime.engines.types import dtype_of, schema_of
from runtime.problems import Problem, Problems, problem


def read_parquet(path: Path, step: str) -> PolarsModel:
    """The file's rows; NaN is a missing value. A value that no type of ours holds whole is refused as it is read."""
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
    cast = [_as_ours(name, dtype, dtype_of(schema[name]), step) for name, dtype in columns.items()]
    return PolarsModel(frame.select(cast), schema)


def _as_ours(name: str, found: pl.DataType, ours: pl.DataType, step: str) -> pl.Expr:
    column = pl.col(name)
    if found == pl.Binary:
        return column.bin.encode("base64")
    if isinstance(found, pl.Duration):
        return column.dt.to_string("iso")
    if found == ours and not found.is_float():
        return column

    def whole(values: pl.Series) -> pl.Series:
        """The values in our type, where none of them would be another one."""
        plain = values.fill_nan(None) if found.is_float() else values
        made = plain.cast(ours, strict=False)
        lost = made.is_infinite() if found.is_float() else made.cast(found, strict=False).ne_missing(values)
        if found not in (pl.Categorical, pl.Enum) and lost.any():
            shown = {"column": name, "value": str(values.filter(lost)[0])}
            raise Problems(Problem(code="parquet_value_lost", step=step, setting="file", parameters=shown))
        return made

    return column.map_batches(whole, return_dtype=ours, is_elementwise=True)

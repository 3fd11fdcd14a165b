"""A model as an Excel workbook, row by row: real numbers and dates, nothing rounded, nothing run."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from runtime.context import WriteOptions
from runtime.engines.casts import text
from runtime.engines.columns import Column
from runtime.engines.json_text import as_json
from runtime.problems import Problem, Problems, problem
from runtime.schema import FieldType, Kind, Schema
from runtime.services.readers.casts import SAFE
from runtime.services.writers.parquet import pieces

_BATCH = 10_000
_MOST_ROWS, _LONGEST = 1_048_576, 32_767
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a day in 1900 that never was; dates before it are written as text."""
_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.TIME: "hh:mm:ss", Kind.DATETIME: "yyyy-mm-dd hh:mm:ss"}
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def xlsx_chunks(frame: pl.LazyFrame, schema: Schema, options: WriteOptions, folder: Path) -> Iterator[bytes]:
    """The file in pieces, after it was written whole into `folder`."""
    path = folder / "export.xlsx"
    book = xlsxwriter.Workbook(path, {**_OPTIONS, "tmpdir": str(folder)})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same items make the same file
    sheet = book.add_worksheet(options.sheet)
    sheet.write_row(0, 0, list(schema), book.add_format({"bold": True}))
    writers = [_writer(book, sheet, kind) for kind in schema.values()]
    cells = frame.select(_cell(name, kind).alias(name) for name, kind in schema.items())
    try:
        for row, values in enumerate(_rows(cells), 1):
            if row >= _MOST_ROWS:
                raise problem("xlsx_too_many_rows", "file_type")
            for at, (value, write) in enumerate(zip(values, writers, strict=True)):
                if value is not None:
                    write(row, at, _short(value, row, list(schema)[at]))
    except BaseException:
        book.close()
        path.unlink(missing_ok=True)
        raise
    book.close()
    yield from pieces(path)


def _rows(cells: pl.LazyFrame) -> Iterator[tuple[Any, ...]]:
    for batch in cells.collect_batches(chunk_size=_BATCH, maintain_order=True):
        yield from batch.iter_rows()


def _cell(name: str, kind: FieldType) -> pl.Expr:
    """Values as a cell holds them: arrays and objects as JSON, moments in UTC without their zone."""
    column = Column(pl.col(name), kind)
    if kind.kind in (Kind.ARRAY, Kind.OBJECT):
        return as_json(column)
    if kind.kind is Kind.ANY:
        return text(column)
    return column.expr.dt.replace_time_zone(None) if kind.zoned else column.expr


def _writer(book: Any, sheet: Any, kind: FieldType) -> Callable[[int, int, Any], object]:
    """How a column's values are written."""
    if kind.kind in (Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL):
        return lambda row, at, value: _write_number(sheet, row, at, value)
    if kind.kind is Kind.BOOLEAN:
        return sheet.write_boolean  # type: ignore[no-any-return]
    if kind.kind in _FORMATS:
        form = book.add_format({"num_format": _FORMATS[kind.kind]})
        return lambda row, at, value: _write_moment(sheet, row, at, value, form)
    return sheet.write_string  # type: ignore[no-any-return]


def _is_exact(value: int | float | Decimal) -> bool:
    """Excel holds floats: larger integers and longer decimals would be rounded."""
    if isinstance(value, Decimal):
        return len(value.normalize().as_tuple().digits) <= 15
    return isinstance(value, float) or abs(value) <= SAFE


def _write_number(sheet: Any, row: int, at: int, value: int | float | Decimal) -> None:
    if _is_exact(value):
        sheet.write_number(row, at, float(value) if isinstance(value, Decimal) else value)
    else:
        sheet.write_string(row, at, format(value.normalize(), "f") if isinstance(value, Decimal) else str(value))


def _write_moment(sheet: Any, row: int, at: int, value: date | datetime | time, form: Any) -> None:
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(day, date) and day < _FIRST_DAY:
        sheet.write_string(row, at, value.isoformat())
    else:
        sheet.write_datetime(row, at, value, form)


def _short(value: Any, row: int, column: str) -> Any:
    if isinstance(value, str) and len(value) > _LONGEST:
        shown = {"row": row + 1, "column": column, "length": len(value)}
        raise Problems(Problem(code="xlsx_text_too_long", setting="file_type", parameters=shown))
    return value

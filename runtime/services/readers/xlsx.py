"""Excel workbooks: a sheet's cells as texts with the types that Excel gave them, then read like any table of texts."""

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl

from runtime.context import ReadOptions
from runtime.engines.casts import text
from runtime.engines.columns import Column
from runtime.problems import Problem, Problems, problem
from runtime.schema import FieldType, Kind, Schema
from runtime.services.readers.casts import SAFE, misfit, parsed
from runtime.services.readers.choice import Chosen, chosen, nested, schema_of, whole
from runtime.services.readers.csv_shape import check_names
from runtime.services.readers.rejects import Rejects
from runtime.services.readers.xlsx_size import check_size

logging.getLogger("fastexcel").setLevel(logging.ERROR)  # columns without values are no news
_ROW = "\0row"
_NO_DAY = (date(1899, 12, 30), date(1899, 12, 31))
"""The days that Excel gives to a time without a day."""


def read_xlsx(path: Path, options: ReadOptions, rejects: Rejects) -> tuple[pl.LazyFrame, Schema]:
    """A sheet's rows as typed fields; a bad value is named by the sheet's row."""
    texts, types = cells(path, options)
    mapping = options.mapping or whole(texts.columns)
    declared = {entry.column: FieldType(entry.type) for entry in mapping if entry.type}
    fields = chosen(texts.columns, options.mapping, types | declared)
    rows = texts.with_row_index(_ROW).filter(pl.any_horizontal(pl.col(*texts.columns).is_not_null()))
    wrong = pl.any_horizontal(misfit(pl.col(one.column), one.kind, ".") for one in fields)
    bad = rows.filter(wrong)
    begins = options.skip_lines + options.header + 1
    if bad.height and options.bad_rows == "stop":
        raise Problems(*_blamed(bad, fields, begins))
    if bad.height:
        lines = [row + begins for row in bad[_ROW]]
        rejects.finish(bad.drop(_ROW), lines, bad[_ROW][0], ";")
    values = [parsed(pl.col(one.column), one.kind, ".").alias(one.name) for one in fields]
    return nested(rows.remove(wrong).select(values).lazy(), fields), schema_of(fields)


def sheet_names(path: Path) -> list[str]:
    return _opened(path).sheet_names


def cells(path: Path, options: ReadOptions) -> tuple[pl.DataFrame, dict[str, FieldType]]:
    """Every cell as its text (missing values null), and the type that all cells of a column share."""
    book = _opened(path)
    names = book.sheet_names
    if options.sheet and options.sheet not in names:
        raise problem("sheet_missing", "sheet", sheet=options.sheet, sheets=", ".join(names))
    sheet = options.sheet or names[0]
    columns = _columns(book, sheet, options)
    asked: dict[str, Any] = {"header_row": None, "skip_rows": options.skip_lines + options.header}
    kinds = _loaded(book, sheet, columns, {**asked, "schema_sample_rows": None})
    words = _loaded(book, sheet, columns, {**asked, "dtypes": "string"})
    types = {name: _type(kinds[name]) for name in columns}
    texts = [_texts(kinds[name], words[name], types[name]) for name in columns]
    missing = list(options.missing)
    shown = pl.DataFrame(texts).with_columns(pl.when(~pl.all().is_in(missing)).then(pl.all()))
    return shown, types


def _opened(path: Path) -> fastexcel.ExcelReader:
    if path.stat().st_size == 0:
        raise problem("file_empty", "file")
    with path.open("rb") as source:
        if source.read(2) == b"PK":
            check_size(path)
    try:
        return fastexcel.read_excel(path.read_bytes())
    except fastexcel.FastExcelError as wrong:
        raise problem("xlsx_unreadable", "file") from wrong


def _columns(book: fastexcel.ExcelReader, sheet: str, options: ReadOptions) -> list[str]:
    """The headings, or a name by position where there is none."""
    try:
        first = book.load_sheet(
            sheet, header_row=None, skip_rows=options.skip_lines, n_rows=1, dtypes="string"
        ).to_polars()
    except fastexcel.FastExcelError as wrong:
        raise problem("file_empty", "file") from wrong
    if not first.height:
        raise problem("file_empty", "file")
    row = [name if options.header else None for name in first.row(0)]
    names = tuple((name or "").strip() or f"column_{at}" for at, name in enumerate(row, 1))
    check_names(names, options.skip_lines + 1)
    return list(names)


def _loaded(book: fastexcel.ExcelReader, sheet: str, columns: list[str], asked: dict[str, Any]) -> pl.DataFrame:
    try:
        frame = book.load_sheet(sheet, **asked).to_polars()
    except fastexcel.FastExcelError:  # nothing stands below the headings
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    return pl.DataFrame([frame[:, at].alias(name) for at, name in enumerate(columns)])


def _type(values: pl.Series) -> FieldType:
    """What all cells of a column are. Excel knows one kind of number, and days without a time are midnights."""
    some = values.drop_nulls()
    if values.dtype.is_float():
        exact = bool(((some == some.round()) & (some.abs() <= SAFE)).all())
        return FieldType(Kind.INTEGER if exact else Kind.NUMBER)
    if values.dtype.is_integer():
        return FieldType(Kind.INTEGER)
    if values.dtype == pl.Boolean:
        return FieldType(Kind.BOOLEAN)
    if values.dtype.is_temporal():
        moments = some.cast(pl.Datetime("us"))
        dayless = len(some) > 0 and bool(moments.dt.date().is_in(_NO_DAY).all())
        midnight = bool((moments.dt.truncate("1d") == moments).all())
        return FieldType(Kind.TIME if dayless else Kind.DATE if midnight else Kind.DATETIME)
    return FieldType(Kind.STRING)


def _texts(values: pl.Series, words: pl.Series, kind: FieldType) -> pl.Series:
    """The cells as texts that come back as their type; among other texts a midnight is a date."""
    if values.dtype.is_temporal():
        moments = values.cast(pl.Datetime("us"))
        typed = {Kind.DATE: moments.dt.date(), Kind.TIME: moments.dt.time()}.get(kind.kind, moments)
        return typed.to_frame().select(text(Column(pl.first(), kind)).alias(values.name))[values.name]
    return words.cast(pl.String).str.replace(r"^(\d{4}-\d\d-\d\d) 00:00:00$", "$1").alias(values.name)


def _blamed(bad: pl.DataFrame, fields: Sequence[Chosen], begins: int) -> list[Problem]:
    """One problem per column that holds bad values, the first bad row first."""
    found = []
    for one in fields:
        rows = bad.filter(misfit(pl.col(one.column), one.kind, "."))
        if rows.height:
            line = rows[_ROW][0] + begins
            shown = {"line": line, "column": one.column, "value": rows[one.column][0], "count": rows.height}
            setting = f"{one.setting}.type"
            found.append(Problem(code=f"bad_{one.kind.kind}", setting=setting, parameters=shown, line=line))
    return sorted(found, key=lambda one: one.line or 0)

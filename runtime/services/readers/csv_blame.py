"""Why a CSV file could not be read, as problems that name the line, the column and the value."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from runtime.problems import Problem, Problems
from runtime.services.readers.csv_lines import broken_quote, lines_of, too_wide
from runtime.services.readers.csv_table import EXTRA, CsvTable
from runtime.services.readers.rejects import ROW
from runtime.services.readers.text import looks_like, misencoded


@contextmanager
def explained(table: CsvTable) -> Iterator[None]:
    """What Polars refuses inside the block comes out as `Problems` in terms of the file."""
    try:
        yield
    except pl.exceptions.PolarsError as wrong:
        raise Problems(_unreadable(table)) from wrong


def bad_values(table: CsvTable) -> list[Problem]:
    """One problem per column that holds bad values, the first bad row first."""
    found = sorted((*_misfits(table), *_too_long(table)), key=lambda one: one[0])
    lines = lines_of(table.path, table.options.separator, table.shape, {row for row, _ in found})
    return [
        bad.model_copy(update={"line": lines.get(row), "parameters": bad.parameters | {"line": lines.get(row)}})
        for row, bad in found
    ]


def _misfits(table: CsvTable) -> Iterator[tuple[int, Problem]]:
    fields = table.fields()
    rows = table.texts().with_row_index(ROW)
    asked = [_first(table.misfit(one), pl.col(one.column)).alias(str(at)) for at, one in enumerate(fields)]
    answer = rows.select(asked).collect(engine="streaming").row(0, named=True)
    for at, one in enumerate(fields):
        first = answer[str(at)]
        if first["count"]:
            shown = {"column": one.column, "value": first["value"], "count": first["count"]}
            yield first["row"], Problem(code=f"bad_{one.kind.kind}", setting=f"{one.setting}.type", parameters=shown)


def _too_long(table: CsvTable) -> Iterator[tuple[int, Problem]]:
    asked = _first(table.too_long(), pl.col(EXTRA)).alias("first")
    first = table.texts().with_row_index(ROW).select(asked).collect(engine="streaming")["first"].item()
    if first["count"]:
        shown = {"value": first["value"], "count": first["count"], "columns": len(table.shape.columns)}
        yield first["row"], Problem(code="csv_row_too_long", setting="separator", parameters=shown)


def _first(bad: pl.Expr, text: pl.Expr) -> pl.Expr:
    return pl.struct(
        bad.sum().alias("count"), pl.col(ROW).filter(bad).first().alias("row"), text.filter(bad).first().alias("value")
    )


def _unreadable(table: CsvTable) -> Problem:
    path, separator, shape = table.path, table.options.separator, table.shape
    if not looks_like(path).startswith("utf-8") and table.options.encoding.startswith("utf-8"):
        return misencoded(path, table.options.encoding)
    if (quote := broken_quote(path, separator, shape)) is not None:
        return Problem(code="csv_quote", setting="file", parameters={"line": quote}, line=quote)
    try:
        wide = too_wide(path, separator, shape)
    except csv.Error:
        wide = None
    if wide:
        line, values = wide
        shown = {"line": line, "values": values, "columns": len(shape.columns)}
        return Problem(code="csv_too_many_values", setting="separator", parameters=shown, line=line)
    return Problem(code="file_unreadable", setting="file")

"""The outer shape of a CSV file: its columns, where its rows begin, and whether the separator can be right."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from runtime.context import ReadOptions
from runtime.problems import Problem, Problems, problem

SEPARATORS = (";", ",", "\t", "|")


@dataclass(frozen=True)
class Shape:
    """`columns` by name in order; `skip` physical lines stand before the first row."""

    columns: tuple[str, ...]
    skip: int


def shape_of(path: Path, options: ReadOptions) -> Shape:
    """The shape of a UTF-8 file; raises `Problems` for an empty file, a wrong separator and doubled headings."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as source:
        reader = csv.reader(rows_of(source, options.skip_lines), delimiter=options.separator)
        first = next(_records(reader), None)
        if first is None:
            raise problem("file_empty", "file")
        skip = options.skip_lines + (reader.line_num if options.header else 0)
        following = list(islice(_records(reader), 20))
    _check_separator(first, following, options.separator)
    if not options.header:
        return Shape(tuple(f"column_{at}" for at in range(1, len(first) + 1)), skip)
    columns = tuple(name.strip() or f"column_{at}" for at, name in enumerate(first, 1))
    check_names(columns, skip)
    return Shape(columns, skip)


def rows_of(source: Iterable[str], skip: int) -> Iterator[str]:
    """Physical lines after the first `skip`; a carriage return inside of a line is no line end here."""
    for line in islice(source, skip, None):
        yield line.replace("\r", " ", line.count("\r") - line.endswith("\r\n"))


def likely_separator(lines: list[str]) -> str | None:
    """The separator that cuts every line into the same number of parts, at least two."""
    for separator in SEPARATORS:
        widths = {len(row) for row in _records(csv.reader(lines, delimiter=separator))}
        if len(widths) == 1 and widths.pop() > 1:
            return separator
    return None


def _records(reader: "Iterator[list[str]]") -> Iterator[list[str]]:
    """Rows without the empty ones; a row that cannot be cut is left for the reader of the whole file to blame."""
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            continue
        if row is None:
            return
        if row:
            yield row


def _check_separator(first: list[str], following: list[list[str]], separator: str) -> None:
    if len(first) > 1 or any(len(row) > 1 for row in following):
        return
    looks_like = likely_separator([row[0] for row in (first, *following)])
    if looks_like and looks_like != separator:
        raise problem("csv_separator", "separator", separator=_shown(separator), looks_like=_shown(looks_like))


def check_names(columns: tuple[str, ...], line: int) -> None:
    """Raise the problem of headings in the row on `line` that are no text or stand twice."""
    if any("\0" in name for name in columns):
        raise Problems(Problem(code="file_not_text", setting="file_type", parameters={"line": line}, line=line))
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if twice:
        parameters = {"columns": ", ".join(twice), "line": line, "count": len(twice)}
        raise Problems(Problem(code="csv_duplicate_columns", setting="header", parameters=parameters, line=line))


def _shown(separator: str) -> str:
    return "\\t" if separator == "\t" else separator

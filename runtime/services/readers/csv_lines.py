"""Where in a CSV file something stands: rows counted as lines, with headings, skipped lines and quoted line ends."""

import csv
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from runtime.services.readers.csv_shape import Shape, rows_of

csv.field_size_limit((1 << 31) - 1)


def records(path: Path, separator: str, shape: Shape) -> Iterator[tuple[int, list[str]]]:
    """Every row with the line of the file (from 1) on which it begins; `csv.Error` where quotes are broken."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as source:
        reader = csv.reader(rows_of(source, shape.skip), delimiter=separator)
        begins = 0
        for row in reader:
            yield shape.skip + begins + 1, row
            begins = reader.line_num


def lines_of(path: Path, separator: str, shape: Shape, rows: Collection[int]) -> dict[int, int]:
    """The line of each of the rows that are asked for, which are counted from 0."""
    last = max(rows, default=-1)
    found = enumerate(records(path, separator, shape))
    return {at: line for at, (line, _) in islice(found, last + 1) if at in rows}


def broken_quote(path: Path, separator: str, shape: Shape) -> int | None:
    """The line on which a quotation mark opens that is never rightly closed, or stands where none may."""
    whole = 0
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as source:
        reader = csv.reader(rows_of(source, shape.skip), delimiter=separator, strict=True)
        try:
            for _ in reader:
                whole = reader.line_num
        except csv.Error:
            return shape.skip + whole + 1
        source.seek(0)
        odd = (at for at, text in enumerate(source, 1) if at > shape.skip and text.count('"') % 2)
        return next(odd, None)


def too_wide(path: Path, separator: str, shape: Shape) -> tuple[int, int] | None:
    """The first row with more values than there are columns: its line and how many it has."""
    wide = ((line, len(row)) for line, row in records(path, separator, shape) if len(row) > len(shape.columns) + 1)
    return next(wide, None)

"""Columns that Polars reads as values by itself: twice as quick as text that is judged value by value.

Whatever Polars will not read, or might have read otherwise than the rules say, is left to the judging way.
"""

from collections.abc import Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

import polars as pl

from runtime.context import ReadOptions
from runtime.schema import Kind
from runtime.services.readers.casts import SAFE
from runtime.services.readers.choice import Chosen

_TYPES = {Kind.INTEGER: pl.Int64(), Kind.NUMBER: pl.Float64()}


def typed(fields: Sequence[Chosen], options: ReadOptions) -> dict[str, pl.DataType]:
    """The columns that may be read so: integers, and numbers with a point; each wanted as one type only."""
    wanted: dict[str, set[Kind]] = {}
    for one in fields:
        wanted.setdefault(one.column, set()).add(one.kind.kind)
    single = {column: next(iter(kinds)) for column, kinds in wanted.items() if len(kinds) == 1}
    pointed = {Kind.INTEGER} | ({Kind.NUMBER} if options.decimal == "." else set())
    return {column: _TYPES[kind] for column, kind in single.items() if kind in pointed}


def has_empty_row(batch: pl.DataFrame) -> bool:
    """Whether some row has no value at all, as Polars reads an empty line."""
    if not all(column.null_count() for column in batch):
        return False
    return bool(batch.select(pl.all_horizontal(pl.all().is_null()).any()).item())


class Trust:
    """Whether batches hold what their texts say."""

    def __init__(self, path: Path, separator: str, names: Sequence[str]) -> None:
        """`names` are the columns to judge."""
        self._path, self._separator, self._names = path, separator.encode(), names
        self._spaced: bool | None = None

    def holds(self, batch: pl.DataFrame) -> bool:
        """False where the text must be asked: infinite or large numbers, and null where only blanks may stand."""
        numbers = [name for name in self._names if batch.schema[name] == pl.Float64]
        large = [(~(pl.col(name).is_finite() & (pl.col(name).abs() < SAFE))).any().alias(name) for name in numbers]
        if large and any(batch.select(large).row(0)):
            return False
        return not any(batch[name].null_count() for name in self._names) or not self._blanks()

    def _blanks(self) -> bool:
        """Whether some cell of the file begins with a blank: Polars takes one that is only blanks for missing."""
        if self._spaced is None:
            begins = (self._separator, b"\n", b'"')
            with self._path.open("rb") as source, mmap(source.fileno(), 0, access=ACCESS_READ) as content:
                blanks = (b" ", b"\t") if self._separator != b"\t" else (b" ",)
                found = [content.find(begin + blank) >= 0 for begin in begins for blank in blanks]
                self._spaced = any(found) or content[:1] in (b" ", b"\t")
        return self._spaced

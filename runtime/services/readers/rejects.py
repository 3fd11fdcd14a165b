"""Bad rows set aside: they go to a file of their own with the line that each stood on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from runtime.context import ReadOptions, StoredFile
from runtime.faults import Faults
from runtime.problems import Problems
from runtime.services.readers.csv_lines import lines_of
from runtime.services.readers.csv_shape import Shape

ROW = "\0row"
"""The row's number, from 0."""
Keep = Callable[[bytes], StoredFile]
"""Stores the rejects' file."""


class Rejects:
    """The bad rows of one reading. A plan may run several times; the file is made once, by the first whole pass."""

    def __init__(self, faults: Faults, keep: Keep) -> None:
        self._faults = faults
        self._keep = keep
        self._rows: list[pl.DataFrame] = []
        self._sealed = False

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """Problems that come up while the rows flow are this reading's, whichever step made them flow."""
        try:
            yield
        except Problems as wrong:
            raise Problems(*(found.at(self._faults.step) for found in wrong.problems)) from wrong

    def begin(self) -> None:
        self._rows = []

    def take(self, rows: pl.DataFrame) -> None:
        """Bad rows as texts, with their number in `ROW`."""
        if not self._sealed:
            self._rows.append(rows)

    def seal(self, path: Path, options: ReadOptions, shape: Shape) -> None:
        """All rows have passed: store the file and note the count."""
        if self._sealed or not self._rows:
            return
        self._sealed = True
        rows = pl.concat(self._rows)
        lines = lines_of(path, options.separator, shape, set(rows[ROW].to_list()))
        self.finish(rows.drop(ROW), [lines[row] for row in rows[ROW]], rows[ROW][0], options.separator)

    def finish(self, rows: pl.DataFrame, lines: list[int], first: int, separator: str) -> None:
        table = rows.select(pl.Series("line", lines), pl.exclude("line"))
        table = table.rename({name: name.lstrip("\0") for name in table.columns})
        stored = self._keep(table.write_csv(separator=separator).encode())
        self._faults.policy = "skip_item"
        name, line = stored.name, lines[0]
        self._faults.bad(first, "row_rejected", rows.row(0, named=True), count=rows.height, line=line,
                         first_line=line, file=name)  # fmt: skip
        self._faults.warn("rows_rejected", rows.height, file=name, file_id=stored.id, line=line)

"""One CSV file as its options see it: rows as text, the types of its columns, what does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path

import polars as pl

from runtime.context import ReadOptions
from runtime.engines.texts import has_zone
from runtime.schema import FieldType, Kind
from runtime.services.readers.casts import misfit, parsed
from runtime.services.readers.choice import Chosen, chosen, whole
from runtime.services.readers.csv_shape import Shape, shape_of
from runtime.services.readers.detect import detected

EXTRA = "\0extra"
"""What a row holds beyond the last column."""


@dataclass(frozen=True)
class CsvTable:
    """One CSV file as its options see it; `path` is UTF-8 already."""

    path: Path
    options: ReadOptions
    shape: Shape

    @classmethod
    def opened(cls, path: Path, options: ReadOptions) -> "CsvTable":
        return cls(path, options, shape_of(path, options))

    @cached_property
    def blank_lines(self) -> bool:
        """Somewhere in the file there are lines with nothing on them: looking for them takes a pass over the file."""
        if len(self.shape.columns) < 2:
            return False
        with self.path.open("rb") as source, mmap(source.fileno(), 0, access=ACCESS_READ) as content:
            return content.find(b"\n\n") >= 0 or content.find(b"\n\r\n") >= 0

    def texts(self, types: Mapping[str, pl.DataType] | None = None) -> pl.LazyFrame:
        """Every row as text, missing values as null; what is beyond the last column stands in `EXTRA`.

        Columns of `types` are read as values right away; a text that is none ends the reading.
        """
        return pl.scan_csv(
            self.path, separator=self.options.separator, has_header=False, skip_lines=self.shape.skip,
            schema=self._texts() | dict(types or {}),
            missing_columns="insert", extra_columns="ignore" if self.options.bad_rows == "collect" else "raise",
            null_values=[text for text in self.options.missing if text] or None,
            empty_string_is_null="" in self.options.missing, glob=False,
        )  # fmt: skip

    def _texts(self) -> dict[str, pl.DataType]:
        return dict.fromkeys((*self.shape.columns, EXTRA), pl.String())

    def rows(self, numbered: str = "") -> pl.LazyFrame:
        """The rows without those of empty lines; `numbered` names a column for each row's number from 0."""
        rows = self.texts().with_row_index(numbered) if numbered else self.texts()
        return rows.filter(pl.any_horizontal(pl.col(*self.shape.columns).is_not_null())) if self.blank_lines else rows

    def types(self) -> dict[str, FieldType]:
        """Each mapped column's type: as declared, else detected over the whole file."""
        mapping = self.options.mapping or whole(self.shape.columns)
        declared = {entry.column: entry.type for entry in mapping if entry.type and entry.column in self.shape.columns}
        unknown = [e.column for e in mapping if e.column not in declared and e.column in self.shape.columns]
        found = detected(self.texts(), unknown, self.options.decimal) if unknown else {}
        zoned = self._zoned([name for name, kind in declared.items() if kind is Kind.DATETIME])
        return found | {name: FieldType(kind, zoned=name in zoned) for name, kind in declared.items()}

    def fields(self) -> list[Chosen]:
        return chosen(self.shape.columns, self.options.mapping, self.types())

    def value(self, one: Chosen) -> pl.Expr:
        """The column's typed value; null where it is missing or does not fit."""
        return parsed(pl.col(one.column), one.kind, self.options.decimal)

    def misfit(self, one: Chosen) -> pl.Expr:
        return misfit(pl.col(one.column), one.kind, self.options.decimal)

    def too_long(self) -> pl.Expr:
        """Per row: there are values beyond the last column (a separator too many at the end is forgiven)."""
        return pl.col(EXTRA).fill_null("") != ""

    def _zoned(self, names: Sequence[str]) -> set[str]:
        """The datetime columns whose first value names a zone."""
        if not names:
            return set()
        first = self.texts().select(pl.col(name).drop_nulls().first() for name in names).collect(engine="streaming")
        return {name for name in names if has_zone(first[name].item() or "")}

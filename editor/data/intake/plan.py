"""An import while a person prepares it: the file, how it is read, which column goes where. No page in it."""

from dataclasses import dataclass, field
from typing import Any

from runtime.context import ReadOptions
from runtime.faults import Faults
from runtime.fields import FileChoice
from runtime.services.entry_import import Intake, Known, all_columns
from runtime.services.tables import RuntimeTables, columns, guess, sheets
from storage.component import Component, ComponentField
from storage.entries import Entries
from storage.files import FileInfo, Files

ROWS = 5
"""Rows of the preview."""


@dataclass
class Plan:
    component: Component
    file: FileInfo
    options: ReadOptions = field(default_factory=ReadOptions)
    columns: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    """Field → column."""
    by_key: set[str] = field(default_factory=set)
    known: Known = "update"

    def begin(self, files: Files, entries: Entries) -> None:
        """Find out what kind of file it is, and which columns belong to which fields; `Problems`."""
        path = files.path(self.file.id)
        self.options = ReadOptions.model_validate(guess(path, self.file.name))
        self.sheets = sheets(path) if self.options.file_type == "xlsx" else []
        self.by_key = {one.name for one in self.component.stored if one.catalog and _keyed(entries, one)}
        self.read(files)

    def read(self, files: Files) -> None:
        """Read the first rows as the options say, and match columns by their names."""
        self.columns = columns(files.path(self.file.id), self.options)
        self.rows = self._first(files)
        by_name = {_plain(name): name for name in reversed(self.columns)}
        kept = {name: column for name, column in self.mapping.items() if column in self.columns}
        found = {
            one.name: by_name.get(_plain(one.name)) or by_name.get(_plain(one.id)) for one in self.component.stored
        }
        self.mapping = {name: column for name, column in found.items() if column} | kept

    def map(self, field: str, column: str) -> None:
        """A column for a field; an empty one leaves it out."""
        self.mapping.pop(field, None)
        if column:
            self.mapping[field] = column

    @property
    def missing(self) -> list[ComponentField]:
        """Required fields and parts of the key that no column fills: nothing could be taken in."""
        return [one for one in self.component.stored
                if (one.required or one.primary_key) and one.name not in self.mapping]  # fmt: skip

    @property
    def ready(self) -> bool:
        return bool(self.mapping) and not self.missing

    @property
    def intake(self) -> Intake:
        return Intake(self.component.id, self.file.id, self.options, dict(self.mapping),
                      frozenset(self.by_key & self.mapping.keys()), self.known)  # fmt: skip

    def _first(self, files: Files) -> list[dict[str, Any]]:
        tables = RuntimeTables(files)
        try:
            options = all_columns(files, self.intake).model_copy(update={"bad_rows": "stop"})
            model = tables.read(FileChoice(from_="stored", id=self.file.id), options, Faults(""))
            return model.head(ROWS).items()
        finally:
            tables.close()


def _keyed(entries: Entries, field: ComponentField) -> bool:
    """Whether entries of the other component are told apart by one field, which a file may hold."""
    return len(entries.component(field.catalog or "").key) == 1


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())

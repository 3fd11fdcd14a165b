"""A file's rows into a component: piece by piece, what cannot be taken goes to a file of its own with the reason."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, Literal

from runtime.context import ReadOptions, StoredFile
from runtime.engines.json_text import plain_items
from runtime.engines.polars_model import PolarsModel
from runtime.faults import Faults
from runtime.fields import ColumnEntry, FileChoice
from runtime.schema import Kind, format_path
from runtime.services.entry_target import Item, Target
from runtime.services.tables import RuntimeTables
from storage.entries import Entries, Fault, Operation, Outcome
from storage.files import Files

AT_ONCE = 5000
Known = Literal["update", "skip", "refuse"]


@dataclass(frozen=True)
class Intake:
    """What is to be taken in: `mapping` is field → column, `by_key` the references that are given by primary key.

    `known` says what becomes of a row whose primary key an entry has.
    """

    component: str
    file: str
    options: ReadOptions
    mapping: Mapping[str, str]
    by_key: frozenset[str] = frozenset()
    known: Known = "update"


@dataclass
class Progress:
    """How far it is: rows, and the files of what was not taken."""

    read: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    rejects: list[StoredFile] = field(default_factory=list)


class Importer:
    """One taking in. `why` says a fault in the reader's words, `reason` heads its column."""

    def __init__(self, entries: Entries, files: Files, intake: Intake, user: str, *, why: Callable[[Fault], str],
                 reason: str = "reason") -> None:  # fmt: skip
        self._entries, self._files, self._intake, self._user = entries, files, intake, user
        self._why, self._reason = why, reason
        self._target = Target(entries, intake.component, dict(intake.mapping), intake.by_key, intake.options.decimal)
        self.progress = Progress()
        self.stopped = False
        """Set it to end after the piece that is being written."""

    def run(self) -> Progress:
        """Take everything in.

        `Problems` where the file cannot be read, or the design is changed meanwhile; `StorageError`. Both leave what
        was taken in before.
        """
        rejects = Rejected(self._files, self._intake, self._user, self._reason)
        try:
            for piece in self._pieces():
                self._take(piece, rejects)
                if self.stopped:
                    break
        finally:
            self.progress.rejects += rejects.end()
        return self.progress

    def _take(self, piece: Sequence[Item], rejects: "Rejected") -> None:
        outcomes = self._written(piece)
        while all(one.problem and one.problem.code == "entry_field_unknown" for one in outcomes):
            outcomes = self._written(piece)  # redesigned at this very moment: no row was taken
        for item, outcome in zip(piece, outcomes, strict=True):
            self._count(item, outcome, rejects)
        self.progress.read += len(piece)

    def _written(self, piece: Sequence[Item]) -> list[Outcome]:
        rows = self._target.rows(piece)
        kind = "save" if self._intake.known == "update" and self._target.component.key else "create"
        operations = [Operation(self._intake.component, kind, None, row) for row in rows]  # type: ignore[arg-type]
        return self._entries.write(operations, self._user, on_error="skip")

    def _count(self, item: Item, outcome: Outcome, rejects: "Rejected") -> None:
        if outcome.done in ("created", "updated"):
            setattr(self.progress, outcome.done, getattr(self.progress, outcome.done) + 1)
        elif self._intake.known == "skip" and outcome.problem and outcome.problem.code == "entry_key_taken":
            self.progress.skipped += 1
        else:
            self.progress.failed += 1
            rejects.add(item, self._why(outcome.problem) if outcome.problem else "")

    def _pieces(self) -> Iterator[list[Item]]:
        """The file's rows, all their columns; rows that are no rows go to the reader's own rejects."""
        tables = RuntimeTables(self._files, creator=self._user, made=self.progress.rejects.append)
        faults = Faults("", policy="skip_item")
        try:
            choice = FileChoice(from_="stored", id=self._intake.file)
            model = tables.read(choice, all_columns(self._files, self._intake), faults)
            assert isinstance(model, PolarsModel)
            for batch in model.table().collect_batches(chunk_size=AT_ONCE, maintain_order=True):
                items = plain_items(batch, model.schema)
                for start in range(0, len(items), AT_ONCE):
                    yield items[start : start + AT_ONCE]
            self.progress.failed += faults.count
        finally:
            tables.close()


def all_columns(files: Files, intake: Intake) -> ReadOptions:
    """Every column under its own name; those of a text file as the texts that they are."""
    from runtime.services.tables import columns

    options = intake.options.model_copy(update={"bad_rows": "collect"})
    if options.file_type != "csv":
        return options
    names = columns(files.path(intake.file), options)
    lines = tuple(ColumnEntry(column=name, field=format_path((name,)), type=Kind.STRING) for name in names)
    return options.model_copy(update={"mapping": lines})


class Rejected:
    """Rows that were not taken, as a file that can be corrected and taken in again."""

    def __init__(self, files: Files, intake: Intake, user: str, reason: str) -> None:
        self._files, self._intake, self._user, self._reason = files, intake, user, reason
        self._text = StringIO()
        self._writer: Any = None

    def add(self, item: Item, why: str) -> None:
        if self._writer is None:
            self._writer = csv.writer(self._text, delimiter=self._intake.options.separator)
            self._writer.writerow([*item, self._reason])
        self._writer.writerow([*("" if value is None else value for value in item.values()), why])

    def end(self) -> list[StoredFile]:
        """Store the file where there is anything to store."""
        from dataclasses import asdict

        if self._writer is None:
            return []
        name = f"{self._files.info(self._intake.file).name.rpartition('.')[0] or 'rows'}-rejects.csv"
        info = self._files.add(self._text.getvalue().encode(), name, creator=self._user)
        return [StoredFile.model_validate(asdict(info))]

"""Files in and out of models: what stands behind `ctx.tables`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any
from weakref import finalize

from runtime.context import ReadOptions, StoredFile, WriteOptions
from runtime.engines.polars_model import PolarsModel
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.fields import ColumnEntry, FileChoice, MapEntry
from runtime.model import Model
from runtime.problems import problem
from runtime.schema import Schema, format_path
from runtime.services.readers import read_table
from runtime.services.readers.rejects import Rejects
from runtime.services.writers import chunks_of
from runtime.world import stored
from storage.errors import NotFound
from storage.files import FileInfo, Files


class RuntimeTables:
    """The tables of one run.

    `given` holds the ids of the files that the run's caller sent, by input name; `made` is told every file that is
    stored. Decoded copies live in a temporary folder until `close` (or until nothing uses the tables any more).
    """

    def __init__(self, files: Files, given: Mapping[str, str] | None = None, *, creator: str | None = None,
                 made: Callable[[StoredFile], None] = lambda _: None) -> None:  # fmt: skip
        self._files, self._given, self._creator, self._made = files, dict(given or {}), creator, made
        self._scratch: Path | None = None

    def read(self, file: FileChoice, options: ReadOptions, faults: Faults) -> Model:
        """The file's rows as items; types are checked (or detected) over all of them."""
        info = self._info(file)
        rejects = Rejects(faults, lambda content: self._store_rejects(info, content))
        return read_table(self._files.path(info.id), options, self._room, rejects, faults)

    def infos(self, ids: Sequence[str]) -> Sequence[StoredFile | None]:
        return [stored(info) if info else None for info in self._files.infos(ids)]

    def write(self, model: Model, name: str, options: WriteOptions) -> StoredFile:
        """Store the model as a file; nothing is stored when it cannot be written whole."""
        if options.mapping:
            lines = [MapEntry(to=format_path((line.column,)), from_=line.field) for line in options.mapping]
            model = model.select(lines, False, Faults(""))
        table = model if isinstance(model, PolarsModel) else model_of(model.items(), model.schema)
        with self._files.receive(name, creator=self._creator) as incoming:
            for chunk in chunks_of(table.frame.select(list(table.schema)), table.schema, options, self._room):
                incoming.write(chunk)
                if options.size_limit is not None and incoming.size > options.size_limit:
                    raise problem("export_too_large", "size_limit", name=name, limit=options.size_limit / 1e6)
            return self._announce(incoming.commit())

    def of(self, items: Sequence[Any], schema: Schema | None = None) -> Model:
        return model_of(list(items), schema)

    def close(self) -> None:
        """Forget decoded copies; what was read lazily from them can no longer be read."""
        if self._scratch:
            rmtree(self._scratch, ignore_errors=True)
            self._scratch = None

    def _room(self) -> Path:
        """The folder for decoded copies, made when it is first needed."""
        if self._scratch is None:
            self._scratch = Path(mkdtemp(prefix="etapes-"))
            finalize(self, rmtree, self._scratch, True)
        return self._scratch

    def _info(self, file: FileChoice) -> FileInfo:
        chosen = self._given.get(file.name or "") if file.from_ == "input" else file.id
        if not chosen:
            code = "input_not_given" if file.from_ == "input" else "file_not_chosen"
            raise problem(code, "file", name=file.name or "")
        try:
            return self._files.info(chosen)
        except NotFound as gone:
            raise problem("file_gone", "file", id=chosen) from gone

    def _store_rejects(self, source: FileInfo, content: bytes) -> StoredFile:
        name = f"{source.name.rpartition('.')[0] or source.name}-rejects.csv"
        return self._announce(self._files.add(content, name, creator=self._creator))

    def _announce(self, info: FileInfo) -> StoredFile:
        stored = StoredFile.model_validate(asdict(info))
        self._made(stored)
        return stored


def detect(path: Path, options: ReadOptions) -> list[ColumnEntry]:
    """All columns of a file under their own names, with the types that all their values have."""
    with _scratch() as scratch:
        kinds = _kinds(path, options, scratch)
    return [ColumnEntry(column=name, field=format_path((name,)), type=kind.kind) for name, kind in kinds.items()]


def columns(path: Path, options: ReadOptions) -> list[str]:
    """The names that a mapping may choose from."""
    if options.file_type == "csv":
        from runtime.services.readers.csv_shape import shape_of
        from runtime.services.readers.text import utf8

        with _scratch() as scratch:
            return list(shape_of(utf8(path, options.encoding, scratch), options).columns)
    return [entry.column for entry in detect(path, options)]


def sheets(path: Path) -> list[str]:
    """The sheets of an Excel workbook, in their order."""
    from runtime.services.readers.xlsx import sheet_names

    return sheet_names(path)


def guess(path: Path, name: str) -> dict[str, Any]:
    """What a picked file looks like: settings of `import_file` (type, separator, encoding, header, decimal sign)."""
    from runtime.services.readers.guess import guessed

    return guessed(path, name)


def _kinds(path: Path, options: ReadOptions, scratch: Callable[[], Path]) -> Schema:
    """A file's top fields."""
    if options.file_type == "xlsx":
        from runtime.services.readers.xlsx import cells

        return cells(path, options)[1]
    faults = Faults("")
    whole = options.model_copy(update={"mapping": (), "bad_rows": "stop"})
    return read_table(path, whole, scratch, Rejects(faults, _keep_nothing), faults).schema


def _keep_nothing(_: bytes) -> StoredFile:
    return StoredFile(id="", name="")


@contextmanager
def _scratch() -> Iterator[Callable[[], Path]]:
    with TemporaryDirectory(prefix="etapes-") as folder:
        yield lambda: Path(folder)

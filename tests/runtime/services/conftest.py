"""A real file store in a temporary folder, and files read from it as a step reads them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runtime.context import ReadOptions
from runtime.faults import Faults
from runtime.fields import ColumnEntry, FileChoice
from runtime.model import Model
from runtime.services.tables import RuntimeTables
from storage.files import Files


@pytest.fixture
def files(tmp_path: Path):
    store = Files(tmp_path / "files")
    yield store
    store.close()


@pytest.fixture
def tables(files: Files):
    opened = RuntimeTables(files)
    yield opened
    opened.close()


@pytest.fixture
def read(files: Files, tables: RuntimeTables) -> Callable[..., Model]:
    """`read(content, columns, **options)`: a file's model; `columns` are pairs of column and type."""

    def reading(content: bytes | Path, *columns: tuple[str, str | None], faults: Faults | None = None, **options: Any):
        stored = files.add(content, "table")
        mapping = tuple(ColumnEntry(column=name, field=name, type=kind) for name, kind in columns)
        chosen = ReadOptions(**({"mapping": mapping} | options))
        return tables.read(FileChoice(from_="stored", id=stored.id), chosen, faults or Faults("import"))

    return reading


@pytest.fixture
def options() -> type[ReadOptions]:
    return ReadOptions

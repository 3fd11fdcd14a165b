"""Items written by the real store and read again."""

from pathlib import Path
from typing import Any

import pytest

from runtime.context import WriteOptions
from runtime.engines.values import model_of
from runtime.services.tables import RuntimeTables
from storage.files import Files


@pytest.fixture
def write(files: Files):
    """`write(items, **options)`: the path of the stored file; `schema=` declares types."""

    def writing(items: list[dict[str, Any]], schema: Any = None, **options: Any) -> Path:
        stored = RuntimeTables(files).write(model_of(items, schema), "out", WriteOptions(**options))
        return files.path(stored.id)

    return writing

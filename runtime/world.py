"""What stands behind the contexts of an installation's runs."""

from collections.abc import Callable, Sequence
from typing import Any

from runtime.context import Scripts, StoredFile, Tables
from runtime.gauges import Gauge
from runtime.model import Model
from runtime.schema import Schema
from runtime.step_context import Level
from storage.documents import read_flow
from storage.files import FileInfo, Files


class StoreWorld:
    """The file store and the sandbox; heavy parts are loaded when a run first needs them."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def tables(self, creator: str, made: Callable[[StoredFile], None]) -> Tables:
        from runtime.services.tables import RuntimeTables

        return RuntimeTables(self._files, creator=creator, made=made)

    def of(self, items: Sequence[Any], schema: Schema | None) -> Model:
        from runtime.engines.values import model_of

        return model_of(items, schema)

    def scripts(self, note: Callable[[Level, str], None], gauge: Gauge) -> Scripts:
        from runtime.services.scripts import RuntimeScripts

        return RuntimeScripts(note, gauge)

    def file(self, id: str) -> StoredFile:
        return stored(self._files.info(id))


def stored(info: FileInfo) -> StoredFile:
    """A file of the store as steps and callers see it."""
    return StoredFile(
        id=info.id, name=info.name, extension=info.extension, media_type=info.media_type, size=info.size,
        sha256=info.sha256, created=info.created, creator=info.creator,
    )  # fmt: skip


def samples(document: dict[str, Any]) -> dict[str, str]:
    """Step id → the stored file that a draft keeps as its sample."""
    found: dict[str, str] = {}
    for step in read_flow(document).steps():
        sample = (step.model_extra or {}).get("sample")
        if isinstance(sample, dict) and isinstance(sample.get("file"), str):
            found[step.id] = sample["file"]
    return found

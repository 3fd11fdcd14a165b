"""Everything a step may touch. The runtime stands behind it in a run, a dry run, a preview and a check."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal, Protocol

from pydantic import BaseModel

from runtime.faults import Faults
from runtime.fields import ColumnEntry, ExportEntry, FileChoice
from runtime.model import Item, Model
from runtime.schema import Schema


class StoredFile(BaseModel):
    """A file of the store, as steps and callers see it. `size` is in bytes, `path` never leaves the runtime."""

    id: str
    name: str
    extension: str = ""
    media_type: str = "application/octet-stream"
    size: int = 0
    sha256: str = ""
    created: datetime | None = None
    creator: str | None = None


class ReadOptions(BaseModel):
    """How a table is read from a file (`import_file` gives each option its meaning)."""

    file_type: Literal["csv", "xlsx", "json", "ndjson", "parquet"] = "csv"
    separator: str = ";"
    header: bool = True
    skip_lines: int = 0
    encoding: str = "utf-8"
    decimal: str = "."
    missing: tuple[str, ...] = ("",)
    sheet: str | None = None
    items_path: str | None = None
    bad_rows: Literal["stop", "collect"] = "stop"
    mapping: tuple[ColumnEntry, ...] = ()


class WriteOptions(BaseModel):
    """How a model is written to a file (`export_to_file` gives each option its meaning)."""

    file_type: Literal["csv", "xlsx", "json", "ndjson", "parquet"] = "csv"
    separator: str = ";"
    sheet: str = "Sheet1"
    size_limit: int | None = None
    leave_out_empty: bool = False
    mapping: tuple[ExportEntry, ...] = ()


class Tables(Protocol):
    """Files in and out of models."""

    def read(self, file: FileChoice, options: ReadOptions, faults: Faults) -> Model: ...
    def write(self, model: Model, name: str, options: WriteOptions) -> StoredFile: ...
    def of(self, items: Sequence[Any], schema: Schema | None = None) -> Model:
        """A model of plain JSON items; its types are decided over all of them unless a schema declares them."""
        ...


class Scripts(Protocol):
    """The sandbox."""

    def per_item(self, script: str, faults: Faults, timeout: float | None) -> Callable[[list[Item], int], list[Item]]:
        """A function over batches for `Model.map_items`; a script that does not compile raises `Problems`."""
        ...

    def whole(self, script: str, faults: Faults, timeout: float | None) -> Callable[[list[Item], int], list[Item]]: ...


class Context(Protocol):
    """One step's view of the world in one run."""

    run_id: str
    step_id: str
    key: str
    """The idempotency key of an effect: `run:step`."""
    dry: bool
    timeout: float | None
    faults: Faults
    tables: Tables

    @property
    def scripts(self) -> Scripts: ...

    def caller_model(self) -> Any:
        """The JSON that the caller sent; raises `Problems` where the flow was not given one."""
        ...

    def respond(self, shape: str, items: Model, status: int, leave_out_empty: bool) -> None:
        """Set the flow's response; nothing runs after it."""
        ...

    def log(self, code: str, level: Literal["debug", "info", "warning", "error"] = "info", **parameters: Any) -> None:
        """A line in the run's log: a key of the locales' `log` sentences with its parameters."""
        ...

    def would(self, code: str, **parameters: Any) -> None:
        """In a rehearsal: what would have been done (a key of the `log` sentences)."""
        ...

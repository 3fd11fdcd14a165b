"""Everything a step may touch. The runtime stands behind it in a run, a dry run, a preview and a check."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

from pydantic import BaseModel

from runtime.account_access import Accounts
from runtime.directory_access import Directories
from runtime.entry_access import Entries
from runtime.faults import Faults
from runtime.fields import ColumnEntry, ExportEntry, FileChoice
from runtime.flow_access import Flows
from runtime.known import Known
from runtime.message_access import Brokers
from runtime.model import Item, Model
from runtime.notice_access import Notices
from runtime.role_access import Roles
from runtime.schema import Schema
from runtime.system_access import Systems
from runtime.template_access import Templates

T = TypeVar("T")


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
    def infos(self, ids: Sequence[str]) -> Sequence[StoredFile | None]:
        """The stored files with these ids in their order, None where there is none; one question for all."""
        ...

    def of(self, items: Sequence[Any], schema: Schema | None = None) -> Model:
        """A model of plain JSON items; its types are decided over all of them unless a schema declares them."""
        ...


class Scripts(Protocol):
    """The sandbox."""

    def per_item(self, script: str, faults: Faults, timeout: float | None) -> Callable[[list[Item], int], list[Item]]:
        """A function over batches for `Model.map_items`; a script that does not compile raises `Problems`."""
        ...

    def whole(self, script: str, faults: Faults, timeout: float | None) -> Callable[[list[Item], int], list[Item]]: ...


@dataclass(frozen=True)
class Deferred:
    """A step that put its effect off: its settings (a step type), and the model that it handed on."""

    step: str
    settings: Any
    model: Model


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
    def known(self) -> Known:
        """The components, connectors, templates and flows that settings may name."""
        ...

    @property
    def scripts(self) -> Scripts: ...

    @property
    def templates(self) -> Templates: ...

    @property
    def systems(self) -> Systems: ...

    @property
    def accounts(self) -> Accounts: ...

    @property
    def directories(self) -> Directories: ...

    @property
    def entries(self) -> Entries: ...

    @property
    def flows(self) -> Flows: ...

    @property
    def deferred(self) -> Sequence[Deferred]:
        """What the steps before this one put off, in reading order, since the last step that did such work."""
        ...

    def pause(self, seconds: float) -> None:
        """Wait between two parts of an effect; a run that is stopped wakes up at once."""
        ...

    @property
    def brokers(self) -> Brokers: ...

    @property
    def notices(self) -> Notices: ...

    @property
    def roles(self) -> Roles: ...

    @property
    def called(self) -> bool:
        """Whether the caller sent a model, or a sample stands in for it."""
        ...

    def caller_model(self) -> Any:
        """The JSON that the caller sent; raises `Problems` where the flow was not given one."""
        ...

    def respond(self, shape: str, items: Model, status: int, leave_out_empty: bool) -> None:
        """Set the flow's response; nothing runs after it."""
        ...

    def act(self, action: str, parameters: dict[str, Any]) -> None:
        """Ask the page that started the run to do something (`runtime/page_actions.py`); told again, it is one wish."""
        ...

    def once(self, part: str, deed: Callable[[str], T]) -> T:
        """Do one part (an item, a chunk) of an effect, unless an earlier attempt did; gives its result, any JSON.

        `deed` gets the part's idempotency key `run:step:part`: a process that dies between the deed and this word
        does the part again, under the same key.
        """
        ...

    def log(self, code: str, level: Literal["debug", "info", "warning", "error"] = "info", **parameters: Any) -> None:
        """A line in the run's log: a key of the locales' `log` sentences with its parameters."""
        ...

    def would(self, code: str, **parameters: Any) -> None:
        """In a rehearsal: what would have been done (a key of the `log` sentences)."""
        ...

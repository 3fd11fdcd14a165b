"""What a step sees while it is only checked: no file, no caller, no effect."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeVar

from runtime.account_access import Accounts
from runtime.account_samples import SampleAccounts
from runtime.connectors.samples import SampleSystems
from runtime.context import Deferred, ReadOptions, Scripts, StoredFile, Tables, WriteOptions
from runtime.directory_access import Directories, NoDirectories
from runtime.entry_access import Entries
from runtime.faults import Faults
from runtime.fields import Advanced, FileChoice
from runtime.flow_access import Flows
from runtime.known import Known
from runtime.message_access import Brokers, Message, Waiting
from runtime.model import Model
from runtime.no_entries import NoEntries
from runtime.notice_access import Notices, SampleNotices
from runtime.role_access import Roles, SampleRoles
from runtime.schema import Schema
from runtime.system_access import Systems
from runtime.template_access import Edition, Filling, Templates

T = TypeVar("T")
_TRIAL = 2.0
"""Seconds that a script over all items may take when it is tried without any."""


class CheckContext:
    """A context in which nothing is read and nothing is done."""

    run_id = ""
    dry = True
    called = False

    def __init__(self, step: str, advanced: Advanced, known: Known) -> None:
        self.known = known
        self.step_id = step
        self.key = f":{step}"
        self.timeout = advanced.timeout
        self.faults = Faults(step, advanced.on_error)
        self.tables: Tables = _NoTables()

    @property
    def scripts(self) -> Scripts:
        from runtime.services.scripts import RuntimeScripts

        return RuntimeScripts(lambda level, text: None, trial=_TRIAL)

    @property
    def templates(self) -> Templates:
        return _NoTemplates(self.known)

    @property
    def systems(self) -> Systems:
        return SampleSystems(self.known)

    @property
    def entries(self) -> Entries:
        return NoEntries()

    @property
    def flows(self) -> Flows:
        raise AssertionError("a check calls no flow")

    @property
    def deferred(self) -> Sequence[Deferred]:
        return ()

    def pause(self, seconds: float) -> None:
        return None

    @property
    def accounts(self) -> Accounts:
        return SampleAccounts()

    @property
    def directories(self) -> Directories:
        return NoDirectories()

    @property
    def brokers(self) -> Brokers:
        return _NoBrokers()

    @property
    def roles(self) -> Roles:
        return SampleRoles()

    @property
    def notices(self) -> Notices:
        return SampleNotices()

    def caller_model(self) -> Any:
        return []

    def respond(self, shape: str, items: Model, status: int, leave_out_empty: bool) -> None:
        return None

    def act(self, action: str, parameters: dict[str, Any]) -> None:
        return None

    def once(self, part: str, deed: Callable[[str], T]) -> T:
        raise AssertionError("a check does nothing")

    def log(self, code: str, level: Literal["debug", "info", "warning", "error"] = "info", **parameters: Any) -> None:
        return None

    def would(self, code: str, **parameters: Any) -> None:
        return None


class _NoTables:
    """Files are not opened: what comes from one has open fields."""

    def read(self, file: FileChoice, options: ReadOptions, faults: Faults) -> Model:
        from runtime.engines.open_model import OpenModel

        return OpenModel({})

    def write(self, model: Model, name: str, options: WriteOptions) -> StoredFile:
        return StoredFile(id="", name=name)

    def infos(self, ids: Sequence[str]) -> Sequence[StoredFile | None]:
        return [None] * len(ids)

    def of(self, items: Sequence[Any], schema: Schema | None = None) -> Model:
        from runtime.engines.values import model_of

        return model_of(list(items), schema)


class _NoBrokers:
    """Nobody is asked for messages."""

    def waiting(self, asked: Waiting) -> Sequence[Message]:
        return ()


class _NoTemplates:
    """Nothing is filled."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def newest(self, template: str) -> Edition:
        found = self._known.get("template", template)
        return Edition(found.revision, found.kind) if found else Edition(0, "")

    def lacks(self, target: str) -> str | None:
        from runtime.services.templates.libraries import lacking

        return lacking(target)

    def fill(self, filling: Filling, values: Mapping[str, Any]) -> bytes:
        return b""

    def store(self, content: bytes, name: str, key: str) -> StoredFile:
        raise AssertionError("a check stores nothing")

    def announce(self, file: StoredFile) -> None:
        return None

"""What stands behind the contexts of an installation's runs."""

from collections.abc import Callable, Sequence
from typing import Any

from runtime.account_access import Accounts
from runtime.calling import Caller
from runtime.connectors.brokers.brokers import SandboxBrokers
from runtime.connectors.systems import HttpSystems
from runtime.context import Scripts, StoredFile, Tables
from runtime.directory_access import Directories
from runtime.entry_access import Entries
from runtime.faults import Faults
from runtime.flow_access import Flows
from runtime.gauges import Gauge
from runtime.known import Known
from runtime.message_access import Brokers
from runtime.model import Model
from runtime.notice_access import Notices
from runtime.post.counter import Counter
from runtime.role_access import Roles
from runtime.schema import Schema
from runtime.step_context import Given, Level
from runtime.stop import Stop
from runtime.stores import Stores
from runtime.system_access import Systems
from runtime.template_access import Templates
from storage.documents import read_flow
from storage.entries import Entries as StoredEntries
from storage.files import FileInfo, Files
from storage.templates import Templates as Stored


class StoreWorld:
    """The file store and the sandbox; heavy parts are loaded when a run first needs them."""

    def __init__(self, files: Files, known: Known | None = None, templates: Stored | None = None,
                 systems: HttpSystems | None = None, *,
                 entries: Callable[[], StoredEntries] | None = None,
                 flows: Callable[[Caller, Gauge], Flows] | None = None,
                 brokers: SandboxBrokers | None = None, counter: Counter | None = None,
                 accounts: Callable[[str], Accounts] | None = None,
                 roles: Callable[[str], Roles] | None = None,
                 directories: Callable[[str], Directories] | None = None) -> None:  # fmt: skip
        self._files, self._templates, self._systems = files, templates, systems
        self._entries, self._flows, self._counter = entries, flows, counter
        self._brokers, self._accounts, self._roles = brokers, accounts, roles
        self._directories = directories
        self.known = known or Known()

    def tables(self, creator: str, made: Callable[[StoredFile], None]) -> Tables:
        from runtime.services.tables import RuntimeTables

        return RuntimeTables(self._files, creator=creator, made=made)

    def of(self, items: Sequence[Any], schema: Schema | None) -> Model:
        from runtime.engines.values import model_of

        return model_of(items, schema)

    def scripts(self, note: Callable[[Level, str], None], gauge: Gauge) -> Scripts:
        from runtime.services.scripts import RuntimeScripts

        return RuntimeScripts(note, gauge)

    def templates(self, creator: str, made: Callable[[StoredFile], None], stop: Stop) -> Templates:
        from runtime.services.templates.rendering import RuntimeTemplates

        return RuntimeTemplates(self._templates, self._files, creator, made, stop)

    def systems(self, stop: Stop, timeout: float | None) -> Systems:
        if self._systems is None:
            raise AssertionError("no system is at hand here")
        return self._systems.for_step(stop, timeout)

    def entries(self, user: str) -> Entries:
        from runtime.services.entries import RuntimeEntries

        if self._entries is None:
            raise AssertionError("no entries are at hand here")
        return RuntimeEntries(self._entries(), user)

    def roles(self, user: str) -> Roles:
        if self._roles is None:
            raise AssertionError("no roles are at hand here")
        return self._roles(user)

    def accounts(self, user: str) -> Accounts:
        if self._accounts is None:
            raise AssertionError("no accounts are at hand here")
        return self._accounts(user)

    def directories(self, user: str) -> Directories:
        if self._directories is None:
            raise AssertionError("no directory is at hand here")
        return self._directories(user)

    def brokers(self, flow: str) -> Brokers:
        if self._brokers is None:
            raise AssertionError("no broker is at hand here")
        return self._brokers.of_flow(flow)

    def notices(self, user: str, run: str, faults: Faults) -> Notices:
        from runtime.services.notices import RuntimeNotices

        if self._counter is None:
            raise AssertionError("nobody is told anything here")
        return RuntimeNotices(self._counter, user, run, faults)

    def flows(self, given: Given, step: str, gauge: Gauge) -> Flows:
        if self._flows is None:
            raise AssertionError("no flow is called here")
        caller = Caller(given.run, step, given.user, given.sandbox, given.depth, given.versions)
        return self._flows(caller, gauge)

    def file(self, id: str) -> StoredFile:
        return stored(self._files.info(id))


def world_of(stores: Stores, sandbox: str, flows: Callable[[Caller, Gauge], Flows]) -> StoreWorld:
    """The world of a sandbox; `flows` calls others of its flows."""
    return StoreWorld(
        stores.files, stores.known(sandbox), stores.templates(sandbox), stores.systems(sandbox),
        entries=lambda: stores.entries(sandbox), flows=flows, brokers=stores.brokers(sandbox),
        counter=stores.counters(sandbox), accounts=stores.accounts(sandbox), roles=stores.roles(sandbox),
        directories=stores.directories(sandbox),
    )  # fmt: skip


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

"""One data folder, opened: its stores and its engine."""

from collections.abc import Callable
from copy import copy
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from filelock import FileLock, Timeout

from runtime.connectors.brokers.brokers import SandboxBrokers
from runtime.connectors.brokers.guarded import BrokerThread
from runtime.connectors.catalog import ConnectorCatalog
from runtime.connectors.directory.directories import SandboxDirectories
from runtime.connectors.directory.reception import Reception, provider_of
from runtime.connectors.directory.step_directories import StepDirectories
from runtime.connectors.guard import Guard
from runtime.connectors.systems import HttpSystems
from runtime.engine import Engine
from runtime.flow_catalog import FlowCatalog
from runtime.known import Catalog, Known
from runtime.owner import Owner, announce, announced, withdraw
from runtime.post.counter import Counter
from runtime.post.room import PostRoom
from runtime.public_address import public_address
from runtime.services.account_guard import AccountGuard
from runtime.services.accounts import RuntimeAccounts
from runtime.services.component_catalog import ComponentCatalog
from runtime.services.roles import RuntimeRoles
from runtime.services.templates.catalog import TemplateCatalog
from runtime.stores import Stores
from runtime.subscriptions.subscriptions import Subscriptions
from runtime.uses import Uses
from storage.allowed_hosts import AllowedHosts
from storage.audit import Audit
from storage.connectors import Connectors
from storage.entries import Entries
from storage.entries.store import EntryStore
from storage.errors import NotFound, StorageError
from storage.files import Files
from storage.flows import Flows
from storage.logs import Logs
from storage.origins import Origins
from storage.people import People, Person
from storage.roles import Roles
from storage.runs import Runs
from storage.sandboxes import PROD, Sandboxes
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets
from storage.templates import Templates, open_templates
from storage.tries import Tries
from storage.vault import Vault


class _Closing(Protocol):
    def close(self) -> None: ...


Store = TypeVar("Store", bound=_Closing)


class OwnedElsewhere(StorageError):
    """Another process runs this data folder; `url` is where its editor answers, when it said so."""

    code = "folder_owned"


class Installation:
    """Everything of one data folder. One process owns it and does its runs; accounts may be changed beside it."""

    def __init__(self, folder: Path, *, own: bool = True) -> None:
        """Open the folder, made when missing. `own`: runs are done here, unfinished ones taken up; `OwnedElsewhere`."""
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.owner: Owner | None = None
        """This process, once it answers somewhere."""
        self.sandbox = PROD
        """Where things are that name no sandbox."""
        self._kept: list[_Closing] = []
        self._lock = FileLock(self.folder / "owner.lock", thread_local=False)
        if own:
            self._own()
        try:
            self._open(own)
            self._open_post()
        except BaseException:
            self._lock.release()
            raise
        stores = Stores(self.folder, self.flows, self.files, self.runs, self.logs, self.entries, self.known,
                        self.templates, self.systems, self.brokers, self.accounts_for, self.vault,
                        roles=self.roles_for, counters=self.counter, directories=self.directories_for)  # fmt: skip
        self.engine = Engine(stores)
        self.subscriptions = Subscriptions(self.engine, stores, self._broker_thread)
        self.engine.retention.others += [self._entries.forget, self.notices.forget, self.mails.forget]
        if own:
            self._begin()

    def at(self, sandbox: str) -> "Installation":
        """The same installation, looked at from a sandbox: what names none is of this one. `NotFound`."""
        if not self.sandboxes.has(sandbox):
            raise NotFound("sandbox", sandbox)
        seen = copy(self)
        seen.sandbox = sandbox
        return seen

    def flows(self, sandbox: str = "") -> Flows:
        """The flows of a sandbox, a world of its own."""
        return self._flows_of(sandbox or self.sandbox)

    def entries(self, sandbox: str = "") -> Entries:
        """The components of a sandbox and their entries."""
        return self._entries.of(sandbox or self.sandbox)

    def connectors(self, sandbox: str = "") -> Connectors:
        """The systems outside that the flows of a sandbox may reach."""
        return self._connectors_of(sandbox or self.sandbox)

    def tries(self, sandbox: str = "") -> Tries:
        """How the last try of each of them went."""
        return Tries(self.folder / "connectors" / f"{sandbox or self.sandbox}.tries.json")

    def systems(self, sandbox: str = "") -> HttpSystems:
        """The same systems, ready to be called."""
        where = sandbox or self.sandbox
        return self._systems.setdefault(where, HttpSystems(self.connectors(where), self.guard))

    def brokers(self, sandbox: str = "") -> SandboxBrokers:
        """Those of them that hand over messages."""
        where = sandbox or self.sandbox
        return SandboxBrokers(self.connectors(where), self.guard, self._broker_thread, where)

    def directories(self, sandbox: str = "") -> SandboxDirectories:
        """Those of them that know people."""
        return self.reception.directories(sandbox or self.sandbox)

    @cached_property
    def reception(self) -> Reception:
        """Whoever comes in by a directory."""
        return self._keep(Reception(self.people, self.connectors, self.guard))

    def directories_for(self, sandbox: str) -> Callable[[str], StepDirectories]:
        """The same, as runs in a sandbox may use them, by their users."""
        prefix = provider_of(sandbox, "")
        return lambda user: StepDirectories(self.directories(sandbox), self.people, user, prefix)

    def templates(self, sandbox: str = "") -> Templates:
        """The templates of a sandbox."""
        return self._templates_of(sandbox or self.sandbox)

    def known(self, sandbox: str = "") -> Known:
        """What the flows of a sandbox may name."""
        where = sandbox or self.sandbox
        catalogs: dict[str, Catalog] = {
            "component": ComponentCatalog(lambda: self.entries(where)),
            "connector": ConnectorCatalog(self.connectors(where)),
            "template": TemplateCatalog(self.templates(where)),
            "flow": self._flow_catalog(where),
        }
        return Known(catalogs)

    def uses(self, sandbox: str = "") -> Uses:
        """Who names what in a sandbox."""
        return self._uses_of(sandbox or self.sandbox)

    def accounts_for(self, sandbox: str) -> Callable[[str], RuntimeAccounts]:
        """The accounts, as runs in a sandbox may use them, by their users."""
        guard = AccountGuard(self.roles, sandbox)
        return lambda user: RuntimeAccounts(self.people, self.vault, guard, self.public_address, user)

    def roles_for(self, sandbox: str) -> Callable[[str], RuntimeRoles]:
        """The roles, as runs in a sandbox may use them, by their users."""
        return lambda user: RuntimeRoles(self.roles, self.people, sandbox, user, self.entries(sandbox).number)

    def public_address(self) -> str:
        """Where people reach this installation: as configured, else where its editor answers, else ""."""
        return public_address() or (self.owner or announced(self.folder)).url

    def counter(self, sandbox: str = "") -> Counter:
        """Where the steps of a sandbox hand in what people are told."""
        where = sandbox or self.sandbox
        return Counter(self.people, self.roles, self.notices, self.mails, self.connectors(where), where)

    def announce(self, url: str) -> None:
        """Say where the owner's editor answers, for commands that find the folder owned."""
        self.owner = announce(self.folder, url)

    def close(self) -> None:
        """Stop runs (they go on at the next start) and let the folder go."""
        self.subscriptions.close()
        self.engine.close()
        self.post.stop()
        self._broker_thread.close()
        for systems in self._systems.values():
            systems.close()
        for store in reversed(self._kept):
            store.close()
        if self._lock.is_locked:
            withdraw(self.folder)
        self._lock.release()

    def __enter__(self) -> "Installation":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self, own: bool) -> None:
        """The stores, each with its own file or folder."""
        self.audit = self._keep(Audit(self.folder / "audit.sqlite", SecretKeys()))
        self._entries = self._keep(EntryStore(self.folder, courier=own, witness=self.audit))
        if own:
            self._entries.start()
        self.files = self._keep(Files(self.folder / "files"))
        self.sandboxes = Sandboxes(self.folder / "sandboxes.json", self.audit)
        self.origins = Origins(self.folder / "origins.json")
        self.roles = self._keep(Roles(self.folder / "people.sqlite", self.audit))
        self.people = self._keep(People(self.folder / "people.sqlite", witness=self.audit, elsewhere=self._elsewhere))
        self.runs = self._keep(Runs(self.folder / "runs.sqlite"))
        self.logs = self._keep(Logs(self.runs.database))
        self._templates = self._keep(open_templates(self.folder))
        self.secrets = Secrets(self.folder / "secrets.json", SecretKeys())
        self.vault = self._keep(Vault(self.folder / "vault.sqlite", SecretKeys()))
        self.allowed_hosts = AllowedHosts(self.folder / "allowed_hosts.json", witness=self.audit)
        self._open_sandboxes()
        self.guard = Guard(self.allowed_hosts)
        self._broker_thread = BrokerThread(self.guard)
        self._systems: dict[str, HttpSystems] = {}

    def _begin(self) -> None:
        """Go on with what an earlier process left."""
        self.secrets.renew()
        self.people.factors.renew()
        self.engine.recover()
        self.post.start()

    def _open_post(self) -> None:
        """Notices, and mail with those who carry it."""
        self.post = self._keep(
            PostRoom(self.folder, vault=self.vault, files=self.files, connectors=self.connectors, systems=self.systems,
                     thread=self._broker_thread, witness=self.audit)
        )  # fmt: skip
        self.notices, self.mails = self.post.notices, self.post.mails

    def _open_sandboxes(self) -> None:
        """What each sandbox has of its own, opened when it is asked for."""
        self._flows_of = lru_cache(maxsize=256)(lambda name: Flows(self.folder / "flows", name, self.audit))
        self._templates_of = lru_cache(maxsize=256)(lambda name: Templates(self._templates, name, self.audit))
        self._flow_catalog = lru_cache(maxsize=256)(lambda name: FlowCatalog(self.flows(name)))
        self._uses_of = lru_cache(maxsize=256)(
            lambda name: Uses(self.flows(name), lambda: self.entries(name), lambda: self.templates(name))
        )
        self._connectors_of = lru_cache(maxsize=256)(
            lambda name: Connectors(self.folder / "connectors", self.secrets, name, self.audit)
        )

    def _elsewhere(self, name: str, password: str, person: Person | None) -> Person | None:
        return self.reception.by_password(name, password, person)

    def _keep(self, store: Store) -> Store:
        """A store that is closed with the folder, in the order opposite to opening."""
        self._kept.append(store)
        return store

    def _own(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout as taken:
            raise OwnedElsewhere(folder=str(self.folder), url=announced(self.folder).url) from taken

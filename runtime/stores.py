"""The stores that runs need, of one data folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from runtime.account_access import Accounts
from runtime.connectors.brokers.brokers import SandboxBrokers
from runtime.connectors.systems import HttpSystems
from runtime.directory_access import Directories
from runtime.known import Known
from runtime.post.counter import Counter
from runtime.role_access import Roles
from storage.entries import Entries
from storage.files import Files
from storage.flows import Flows
from storage.logs import Logs
from storage.runs import Runs
from storage.templates import Templates
from storage.vault import Vault


@dataclass(frozen=True)
class Stores:
    """What an engine works on. `flows` and `entries` give those of a sandbox, `known` what flows may name there."""

    folder: Path
    flows: Callable[[str], Flows]
    files: Files
    runs: Runs
    logs: Logs
    entries: Callable[[str], Entries]
    known: Callable[[str], Known] = lambda sandbox: Known()
    templates: Callable[[str], Templates | None] = lambda sandbox: None
    systems: Callable[[str], HttpSystems | None] = lambda sandbox: None
    brokers: Callable[[str], SandboxBrokers | None] = lambda sandbox: None
    accounts: Callable[[str], Callable[[str], Accounts] | None] = lambda sandbox: None
    """Those of the installation, as runs in a sandbox may ask of them, by their users."""
    vault: Vault | None = None
    directories: Callable[[str], Callable[[str], Directories] | None] = lambda sandbox: None
    """Those of a sandbox, as a run of this user may use them."""
    roles: Callable[[str], Callable[[str], Roles] | None] = lambda sandbox: None
    """Those of a sandbox, as a run of this user may use them."""
    counters: Callable[[str], Counter | None] = lambda sandbox: None

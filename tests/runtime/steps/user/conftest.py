"""Accounts for steps: Ann and the administrator Root, and whatever a handle holds."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from runtime.services.account_guard import AccountGuard
from runtime.services.accounts import RuntimeAccounts
from runtime.services.roles import RuntimeRoles
from storage.people import People
from storage.roles import Roles
from storage.secret_keys import SecretKeys
from storage.vault import HANDLE, Vault
from tests.runtime.steps.conftest import Stage
from tests.storage.accounts import PASSWORD, Clock


@dataclass
class House:
    """The stage with its accounts; `sealed` and `opened` go through the vault."""

    folder: Path
    people: People
    given: Roles
    vault: Vault
    clock: Clock

    def accounts(self, sandbox: str = "prod", address: str = "https://etapes.example"):
        """As runs in this sandbox have them, by their users."""
        guard = AccountGuard(self.given, sandbox)
        return lambda user: RuntimeAccounts(self.people, self.vault, guard, lambda: address, user)

    def roles(self, sandbox: str = "prod"):
        return lambda user: RuntimeRoles(self.given, self.people, sandbox, user, lambda component: 1)

    def sealed(self, value: str) -> str:
        return self.vault.seal(value)

    def opened(self, handle: str) -> str:
        assert HANDLE.fullmatch(handle), "what nobody may read is a handle"
        return self.vault.open(handle) or ""

    def holds(self, *secrets: str) -> list[str]:
        """Those of the secrets that stand somewhere in the data folder."""
        held = b"".join(file.read_bytes() for file in self.folder.rglob("*") if file.is_file())
        return [secret for secret in secrets if secret.encode() in held]


@pytest.fixture
def house(stage: Stage, tmp_path: Path):
    clock = Clock()
    people = People(tmp_path / "people.sqlite", clock)
    roles = Roles(tmp_path / "people.sqlite")
    vault = Vault(tmp_path / "vault.sqlite", SecretKeys(), clock)
    people.add("root", PASSWORD, "administrator", {"email": "root@example.org"})
    people.add("Ann", PASSWORD, "none", {"email": "ann@example.org", "first_name": "Ann", "last_name": "Onym"})
    house = House(tmp_path, people, roles, vault, clock)
    stage.accounts = house.accounts()
    yield house
    roles.close()
    people.close()
    vault.close()


@pytest.fixture
def roles(stage: Stage, house: House):
    """The roles that steps give and take, in the file of the accounts."""
    stage.roles = house.roles()
    return house.given

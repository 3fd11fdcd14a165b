"""A post office over real mail servers, which waits only moments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from runtime.connectors.brokers.guarded import BrokerThread
from runtime.connectors.guard import Guard
from runtime.connectors.systems import HttpSystems
from runtime.post.carriers import Carrier, EndpointCarrier, ServerCarrier, smtp_settings
from runtime.post.office import Place, PostOffice
from runtime.stop import Stop
from storage.connector import Connector
from storage.connectors import Connectors
from storage.database import Database
from storage.files import Files
from storage.mails import Delivery, Mail, Mails
from storage.notice_tables import TABLES
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets
from storage.vault import Vault
from tests.brokers import LOOPBACK, until


@dataclass
class Post:
    """What an installation has of it. `given_up` are the mails that somebody was told of."""

    database: Database
    mails: Mails
    vault: Vault
    files: Files
    connectors: Connectors
    guard: Guard
    given_up: list[Delivery] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._thread, self._stop = BrokerThread(self.guard), Stop()
        self.systems = HttpSystems(self.connectors, self.guard)
        self.systems.wait = lambda _: None
        self._office: PostOffice | None = None

    def connect(
        self, id: str, settings: Mapping[str, Any], kind: str = "smtp", password: str = "", **more: Any
    ) -> None:
        mark = {"password": {"secret": "password"}} if password else {}
        made = {"id": id, "name": id, "kind": kind, "settings": {**settings, **mark}, **more}
        self.connectors.save(Connector.model_validate(made), {"password": password} if password else {}, "ann")

    def open(self, *waits: float) -> None:
        self._office = PostOffice(self.mails, self.vault, self._carrier, self.given_up.append,
                                  cut=self._thread.close, waits=waits or (0.05,) * 5)  # fmt: skip
        self._office.start()

    def close(self) -> None:
        if self._office:
            self._office.close()
            self._office = None
        self._thread.close()

    def send(self, *recipients: str, connector: str = "post", subject: str = "Hello", **content: Any) -> None:
        self.mails.post([Mail(f"key:{one}", connector, one, subject, {"text": "Good day", **content})
                         for one in recipients])  # fmt: skip

    def outcomes(self, connector: str = "post") -> dict[str, str]:
        """By recipient, when all have one."""
        until(lambda: all(one.state in ("sent", "failed") for one in self.mails.of(connector)))
        return {one.recipient: one.state for one in self.mails.of(connector)}

    def _carrier(self, place: Place) -> Carrier:
        connector = self.systems.connector(place[1])
        if connector.kind == "http":
            return EndpointCarrier(self.systems, self.files, self._stop)
        password = self.connectors.secret(connector.id, "password") if connector.settings.get("password") else ""
        return ServerCarrier(smtp_settings(connector), password, self._thread, self.files)


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    database = Database(tmp_path / "notices.sqlite", TABLES, durable=True)
    vault, files = Vault(tmp_path / "vault.sqlite", SecretKeys()), Files(tmp_path / "files")
    connectors = Connectors(None, Secrets(None, SecretKeys()))
    post = Post(database, Mails(database), vault, files, connectors, Guard(lambda: LOOPBACK))
    yield post
    post.close()
    post.systems.close()
    for store in (database, vault, files):
        store.close()

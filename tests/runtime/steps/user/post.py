"""People who can be told, the counter where it is handed in, and what was handed in there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runtime.connectors.catalog import ConnectorCatalog
from runtime.post.counter import Counter
from storage.connector import Connector
from storage.connectors import Connectors
from storage.database import Database
from storage.mails import Delivery, Mails
from storage.notice_tables import TABLES
from storage.notices import Notice, Notices
from storage.people import People
from storage.roles import Roles
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets
from tests.runtime.steps.conftest import Stage

PEOPLE = (("Ann", "lead", "ann@example.com"), ("Bob", "lead", "bob@example.com"), ("Cleo", "viewer", ""))


@dataclass
class Post:
    """Ann and Bob are leads, Cleo is a viewer without an address. `post` is a mail server, `api` takes messages."""

    counter: Counter

    def told(self, name: str) -> list[Notice]:
        return list(self.counter.notices.of(self.counter.people.person(name).id))

    @property
    def mails(self) -> list[Delivery]:
        """Oldest first."""
        found = [*self.counter.mails.of("post"), *self.counter.mails.of("api")]
        return sorted(found, key=lambda mail: mail.number)


@contextmanager
def post(stage: Stage, folder: Path) -> Iterator[Post]:
    people, roles = People(folder / "people.sqlite"), Roles(folder / "people.sqlite")
    database, connectors = Database(folder / "notices.sqlite", TABLES), Connectors(None, Secrets(None, SecretKeys()))
    for name, role, email in PEOPLE:
        people.add(name, None, role)
        if email:
            people.set_info(name, {"email": email})
    _connect(connectors)
    stage.counter = Counter(people, roles, Notices(database), Mails(database), connectors)
    stage.catalogs["connector"] = ConnectorCatalog(connectors)
    yield Post(stage.counter)
    for store in (people, roles, database):
        store.close()


def _connect(connectors: Connectors) -> None:
    server: dict[str, Any] = {"address": "127.0.0.1", "sender": "etapes@example.com"}
    endpoint = {"id": "send", "name": "Send", "method": "POST", "path": "/send"}
    for made in (
        {"id": "post", "name": "Post", "kind": "smtp", "settings": server},
        {"id": "api", "name": "Mail API", "settings": {"address": "http://127.0.0.1"}, "endpoints": [endpoint]},
    ):
        connectors.save(Connector.model_validate(made), {}, "ann")

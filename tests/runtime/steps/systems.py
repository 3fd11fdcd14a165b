"""A system outside for steps: a real server, and the connector `shop` that reaches it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from runtime.connectors.catalog import ConnectorCatalog
from runtime.connectors.guard import Guard
from runtime.connectors.systems import HttpSystems
from storage.connector import Connector
from storage.connectors import Connectors
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets
from tests.outside import Outside, outside
from tests.runtime.steps.conftest import Stage

ENDPOINTS = [
    {"id": "orders", "path": "/orders", "parameters": [{"name": "since"}], "sample": [{"id": 1, "total": 2.5}]},
    {"id": "order", "path": "/orders/{id}", "parameters": [{"name": "id", "place": "path"}], "sample": {"id": 1}},
    {"id": "search", "path": "/search", "method": "POST", "parameters": [{"name": "q", "place": "body"}]},
    {
        "id": "send", "path": "/send/{to}", "method": "POST", "sample": {"number": 7, "note": ""},
        "parameters": [{"name": "to", "place": "path"}, {"name": "text", "place": "body", "required": True}],
    },
]  # fmt: skip


@contextmanager
def shop(stage: Stage, **settings: Any) -> Iterator[Outside]:
    """The stage with the connector; the server behind it."""
    with outside() as server:
        connectors = Connectors(None, Secrets(None, SecretKeys()))
        secrets = {name: value for name, value in settings.items() if name in ("key", "token")}
        marks = {name: {"secret": name} for name in secrets}
        asked = {"name": "Shop", "settings": {"address": server.url, **settings, **marks}, "endpoints": ENDPOINTS}
        connectors.save(Connector.model_validate(asked), secrets, "ann")
        stage.systems = HttpSystems(connectors, Guard(lambda: ("127.0.0.0/8",)))
        stage.catalogs["connector"] = ConnectorCatalog(connectors)
        try:
            yield server
        finally:
            stage.systems.close()

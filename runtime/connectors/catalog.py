"""The connectors of a sandbox, as flows name them."""

from collections.abc import Hashable, Sequence

from runtime.known import Named
from storage.connector import Connector
from storage.connectors import Connectors
from storage.errors import NotFound


class ConnectorCatalog:
    """Connectors and their endpoints; the note beside an endpoint is its method and path."""

    def __init__(self, connectors: Connectors) -> None:
        self._connectors = connectors

    def named(self) -> Sequence[Named]:
        return [Named(one.id, one.name or one.id, one.kind) for one in self._connectors.list()]

    def parts(self, id: str) -> Sequence[Named]:
        connector = self.get(id)
        if connector is None:
            return []
        told = "{0} {1}" if connector.kind == "http" else "{1}"
        return [Named(one.id, one.name or one.id, told.format(one.method, one.path)) for one in connector.endpoints]

    def get(self, id: str) -> Connector | None:
        try:
            return self._connectors.get(id)
        except NotFound:
            return None

    def stamp(self) -> Hashable:
        return self._connectors.stamp()

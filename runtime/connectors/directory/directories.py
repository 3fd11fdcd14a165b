"""The directories of a sandbox: each opened when it is first asked, and anew when its connector was changed."""

from collections.abc import Mapping, Sequence
from threading import Lock

from runtime.connectors.directory import DIRECTORIES
from runtime.connectors.directory.directory import Directory
from runtime.connectors.directory.opening import opened
from runtime.connectors.guard import Guard
from runtime.problems import Problems, problem
from storage.connector import Connector
from storage.connectors import Connectors
from storage.errors import NotFound


class SandboxDirectories:
    """Safe for threads."""

    def __init__(self, connectors: Connectors, guard: Guard) -> None:
        self._connectors, self._guard = connectors, guard
        self._opened: dict[str, tuple[str, Directory]] = {}
        self._lock = Lock()

    def get(self, id: str) -> Directory:
        """`Problems` where there is no such directory, or its settings are wrong."""
        try:
            connector = self._connectors.get(id)
        except NotFound as gone:
            raise problem("connector_gone", "connector", id=id) from gone
        with self._lock:
            state, directory = self._opened.get(id, ("", None))
            if directory is None or state != connector.state:
                if directory:
                    directory.close()
                directory = self.opened(connector)
                self._opened[id] = connector.state, directory
        return directory

    def opened(self, connector: Connector, typed: Mapping[str, str] | None = None) -> Directory:
        """One of its own, for a connector as it is given; `typed` are secrets that are not stored yet."""
        return opened(connector, lambda name: self._connectors.secret(connector.id, name), self._guard, typed)

    def close(self) -> None:
        with self._lock:
            for _, directory in self._opened.values():
                directory.close()
            self._opened.clear()

    def doors(self) -> Sequence[tuple[Connector, Directory]]:
        """Those through which people may sign in, by name; what cannot be used as it stands is left out."""
        found = []
        for one in self._connectors.list():
            if one.kind in DIRECTORIES and one.settings.get("sign_in", True):
                try:
                    found.append((one, self.get(one.id)))
                except Problems:
                    continue
        return found

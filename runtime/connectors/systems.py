"""The HTTP systems of a sandbox: each opened when it is first called, and anew when its connector was changed."""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING

from runtime.connectors.guard import Guard
from runtime.connectors.step_systems import StepSystems
from runtime.connectors.usable import usable
from runtime.problems import problem
from runtime.stop import Stop
from storage.connector import Connector
from storage.connectors import Connectors
from storage.errors import NotFound

if TYPE_CHECKING:
    from runtime.connectors.http.system import HttpSystem


class HttpSystems:
    """Calls for the steps of one sandbox. Connections and tokens are shared by all its runs."""

    def __init__(self, connectors: Connectors, guard: Guard) -> None:
        self._connectors, self._guard = connectors, guard
        self._opened: dict[str, tuple[str, HttpSystem]] = {}
        self._lock = Lock()
        self.wait: Callable[[float], None] | None = None
        """How a pause is waited for, where that is not the run's own way."""

    def for_step(self, stop: Stop, timeout: float | None) -> StepSystems:
        """As one step sees them: its calls end when its run is cancelled."""
        return StepSystems(self, stop, timeout)

    def system(self, id: str) -> tuple["HttpSystem", Connector]:
        """`Problems` where there is no such connector, or its settings are wrong."""
        connector = self.connector(id)
        with self._lock:
            state, system = self._opened.get(id, ("", None))
            if system is None or state != connector.state:
                if system:
                    system.close()
                system = self.opened(connector)
                self._opened[id] = connector.state, system
        return system, connector

    def connector(self, id: str) -> Connector:
        try:
            return self._connectors.get(id)
        except NotFound as gone:
            raise problem("connector_gone", "connector", id=id) from gone

    def opened(self, connector: Connector, secrets: Mapping[str, str] | None = None) -> "HttpSystem":
        """A system of its own, for a connector as it is given; `secrets` were typed and are not stored yet."""
        from runtime.connectors.http.system import HttpSystem

        return HttpSystem(usable(connector), self._secret(connector.id, secrets or {}), self._guard)

    def close(self) -> None:
        with self._lock:
            for _, system in self._opened.values():
                system.close()
            self._opened.clear()

    def _secret(self, id: str, typed: Mapping[str, str]) -> Callable[[str], str]:
        return lambda name: typed[name] if typed.get(name) else self._connectors.secret(id, name)

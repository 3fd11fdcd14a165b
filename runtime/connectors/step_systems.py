"""The HTTP systems of a sandbox as one step of a run may use them."""

from typing import TYPE_CHECKING

from runtime.answer import Answer
from runtime.connectors.http.building import placed
from runtime.connectors.samples import sampled
from runtime.connectors.usable import endpoint_of, usable
from runtime.stop import Stop
from runtime.system_access import Call

if TYPE_CHECKING:
    from runtime.connectors.systems import HttpSystems

_PATIENCE = 60.0
"""Seconds of pauses between attempts that a call takes where its step has no time limit."""


class StepSystems:
    """`Systems` of one step."""

    def __init__(self, systems: "HttpSystems", stop: Stop, timeout: float | None) -> None:
        self._systems, self._stop, self._timeout = systems, stop, timeout

    def ask(self, call: Call) -> Answer:
        system, connector = self._systems.system(call.connector)
        return system.call(
            endpoint_of(connector, call), call.parameters, look=self._stop.look,
            wait=self._systems.wait or self._stop.wait, budget=self._timeout or _PATIENCE,
            method=call.method or "", key=call.key, address=call.address,
        )  # fmt: skip

    def sample(self, call: Call) -> Answer | None:
        return sampled(self._systems.connector(call.connector), call)

    def address(self, call: Call) -> str:
        connector = self._systems.connector(call.connector)
        return placed(usable(connector).address, endpoint_of(connector, call).path)

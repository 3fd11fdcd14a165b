"""Connections that the guard admitted, to exactly the address that it looked at, read with patience."""

from collections.abc import Iterable
from time import sleep
from typing import Any

import httpcore

from runtime.connectors.guard import Guard
from runtime.connectors.http.patience import Patience
from runtime.connectors.http.patient_stream import CONNECT, PatientStream


class GuardedNetwork(httpcore.NetworkBackend):
    """Opens connections for a pool."""

    def __init__(self, guard: Guard, patience: Patience) -> None:
        self._guard, self._patience, self._sockets = guard, patience, httpcore.SyncBackend()

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
                    socket_options: Iterable[Any] | None = None) -> httpcore.NetworkStream:  # fmt: skip
        failed: Exception | None = None
        for address in self._guard.admit(host, port):
            try:
                stream = self._sockets.connect_tcp(address, port, timeout=self._patience.left(CONNECT))
                return PatientStream(stream, self._patience)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as wrong:
                failed = wrong
        raise failed or httpcore.ConnectError(host)

    def sleep(self, seconds: float) -> None:
        sleep(seconds)

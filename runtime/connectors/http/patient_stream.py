"""A connection that is never waited for longer than its call may take."""

import ssl
from typing import Any

import httpcore

from runtime.connectors.http.patience import SLICE, Patience

CONNECT = 10.0
"""Seconds for one address to answer, and for a secure connection to stand."""


class PatientStream(httpcore.NetworkStream):
    """A connection whose every read looks at the clock, so that no drop after drop keeps it open for ever."""

    def __init__(self, stream: httpcore.NetworkStream, patience: Patience) -> None:
        self._stream, self._patience = stream, patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while True:
            try:
                return self._stream.read(max_bytes, self._patience.left(SLICE))
            except httpcore.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._patience.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
                  ) -> httpcore.NetworkStream:  # fmt: skip
        inner = self._stream.start_tls(ssl_context, server_hostname, self._patience.left(CONNECT))
        return PatientStream(inner, self._patience)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

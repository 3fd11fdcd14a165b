"""One request sent and its answer taken in: over guarded connections, through a few redirects, within its limits."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from time import monotonic

import httpcore
import httpx

from runtime.connectors.guard import Guard
from runtime.connectors.http.failures import told
from runtime.connectors.http.network import GuardedNetwork
from runtime.connectors.http.patience import Patience
from runtime.connectors.http.redirects import redirected
from runtime.connectors.http.trust import trust
from runtime.connectors.http.unpacking import unpacked
from runtime.problems import problem

_REDIRECTS = 5
_SAFE = {"GET", "HEAD", "PUT", "DELETE"}


@dataclass(frozen=True)
class Limits:
    """`seconds` for everything, `size` in bytes for the unpacked answer; `look` raises when the call must stop."""

    seconds: float
    size: int
    look: Callable[[], None]


@dataclass(frozen=True)
class Reply:
    status: int
    headers: httpx.Headers
    body: bytes
    address: httpx.URL
    seconds: float


class Sender:
    """The connections to one system."""

    def __init__(self, guard: Guard, certificates: str) -> None:
        self._patience = Patience()
        network = GuardedNetwork(guard, self._patience)
        self._pool = httpcore.ConnectionPool(trust(certificates), max_connections=32, keepalive_expiry=15,
                                             network_backend=network)  # fmt: skip

    def send(self, request: httpx.Request, limits: Limits, *, again: bool = False) -> Reply:
        """`Problems` and `Outage` as in `failures.py`; `again`: it may be sent twice though it does not look so."""
        began = monotonic()
        again = again or request.method in _SAFE or "idempotency-key" in request.headers
        with self._patience.lasting(limits.seconds, limits.look):
            for _ in range(_REDIRECTS + 1):
                with told(request.url.host, limits.seconds, again=again):
                    reply, onwards = self._sent(request, limits, began)
                if onwards is None:
                    return reply
                request = onwards
        raise problem("http_redirects", host=request.url.host, count=_REDIRECTS)

    def close(self) -> None:
        self._pool.close()

    def _sent(self, request: httpx.Request, limits: Limits, began: float) -> tuple[Reply, httpx.Request | None]:
        """The reply, and the request that it redirects to."""
        response = self._pool.handle_request(_for_pool(request, limits.seconds))
        with closing(response):
            headers = httpx.Headers(response.headers)
            onwards = redirected(request, response.status, headers)
            body = b"" if onwards else self._body(response, headers, limits)
        return Reply(response.status, headers, body, request.url, monotonic() - began), onwards

    def _body(self, response: httpcore.Response, headers: httpx.Headers, limits: Limits) -> bytes:
        declared = headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > limits.size:
            raise problem("http_too_large", limit=limits.size / 1_000_000)
        return unpacked(self._watched(response.iter_stream()), headers.get("content-encoding", ""), limits.size)

    def _watched(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Data that is here already flows without a read: it looks at the clock, too."""
        for piece in pieces:
            self._patience.left()
            yield piece


def _for_pool(request: httpx.Request, seconds: float) -> httpcore.Request:
    url = request.url
    if url.scheme not in ("http", "https") or not url.host:
        raise httpcore.UnsupportedProtocol(url.scheme)
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    return httpcore.Request(request.method, target, headers=request.headers.raw, content=request.content or None,
                            extensions={"timeout": {"pool": seconds}})  # fmt: skip

"""The event loop on which all brokers are spoken to, in a thread of its own; no connection leaves it unguarded."""

import asyncio
import ssl
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any, TypeVar

from runtime.connectors.guard import Guard
from runtime.connectors.http.not_connected import not_secure
from runtime.tasks import end

T = TypeVar("T")


class GuardedLoop(asyncio.SelectorEventLoop):
    """Connects to the addresses that the guard admits, whoever asks: also for servers that a broker tells of."""

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self._guard = guard

    async def create_connection(self, protocol_factory: Callable[[], Any], host: Any = None, port: Any = None,
                                **how: Any) -> Any:  # fmt: skip
        if host is None:
            return await super().create_connection(protocol_factory, **how)
        if how.get("ssl") and how.get("server_hostname") is None:
            how["server_hostname"] = str(host)
        wrong: OSError | None = None
        for address in await self.run_in_executor(None, self._guard.admit, str(host), int(port)):
            try:
                return await super().create_connection(protocol_factory, address, port, **how)
            except ssl.SSLError as insecure:  # what a library makes of it says less
                raise not_secure(insecure, str(host)) or insecure from insecure
            except OSError as refused:
                wrong = refused
        raise wrong or OSError(f"{host}: no address")


class BrokerThread:
    """Runs coroutines of other threads on one guarded loop; begins with the first one."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._loop: GuardedLoop | None = None
        self._thread: Thread | None = None
        self._lock = Lock()

    def submit(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        """Begin it; the future may be cancelled."""
        with self._lock:
            if self._loop is None:
                self._loop = GuardedLoop(self._guard)
                self._thread = Thread(target=self._loop.run_forever, name="etapes-brokers", daemon=True)
                self._thread.start()
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        """Cancel everything that still goes on, and wait for its end."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop and thread:
            asyncio.run_coroutine_threadsafe(_ended(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()


async def _ended() -> None:
    await end(task for task in asyncio.all_tasks() if task is not asyncio.current_task())

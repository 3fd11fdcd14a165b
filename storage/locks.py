"""One writer at a time, among the threads of this process and among processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from filelock import FileLock, Timeout

from storage.disk import written_or_said
from storage.errors import StorageError


class Lock:
    """A lock that its holder may take again. Without a path it holds among threads only.

    The file stays after release: removing it would let two processes hold two different files of one name.
    `patience`: seconds to wait for another process; then `StorageError("storage_busy")`.
    """

    def __init__(self, path: Path | None = None, patience: float = 30) -> None:
        self._threads = RLock()
        self._processes = (
            FileLock(path, timeout=patience, thread_local=False, poll_interval=0.005) if path else None
        )  # a short interval: whoever waits is a person who is typing

    @contextmanager
    def held(self) -> Iterator[None]:
        with self._threads:
            if self._processes is None:
                yield
                return
            try:
                with written_or_said():
                    self._processes.acquire()
            except Timeout as taken:
                raise StorageError("storage_busy") from taken
            try:
                yield
            finally:
                self._processes.release()

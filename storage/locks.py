"""One writer at a time, among the threads of this process and among processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from filelock import FileLock

from storage.disk import room_or_disk_full


class Lock:
    """A lock that its holder may take again. Without a path it holds among threads only.

    The file stays after release: removing it would let two processes hold two different files of one name.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._threads = RLock()
        self._processes = FileLock(path, thread_local=False, poll_interval=0.005) if path else None

    @contextmanager
    def held(self) -> Iterator[None]:
        with self._threads:
            if self._processes is None:
                yield
                return
            with room_or_disk_full():
                self._processes.acquire()
            try:
                yield
            finally:
                self._processes.release()

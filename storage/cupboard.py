"""A few things by their ids in one crash-safe file, or in memory with the same habits."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage.disk import written_or_said
from storage.exact_json import dumps, loads
from storage.locks import Lock
from storage.tiny_file import SetAside, TinyFile

Things = dict[str, dict[str, Any]]


class Cupboard:
    """Small documents that are read often and changed seldom. Safe for threads and for other processes.

    The file is made with the first change. `report` is told of a file that failed its checksum; `Damaged` where no
    good copy of it is left.
    """

    def __init__(self, path: Path | None, report: Callable[[SetAside], None] = lambda _: None) -> None:
        self._path = path
        self._lock = Lock(path.with_name(f"{path.name}.lock") if path else None)
        self._file = TinyFile(path, self._lock, report) if path else None
        self._seen: tuple[Hashable, bytes] = (None, b"{}")
        self._changes = 0

    def all(self) -> Things:
        """Everything, as a copy of its own."""
        stamp = self.stamp()
        if self._file and stamp != self._seen[0]:
            self._seen = (stamp, dumps(self._file.read() or {}))
        return dict(loads(self._seen[1]))

    @contextmanager
    def changing(self) -> Iterator[Things]:
        """What is changed inside is on the disk at the end, all of it; nothing when the block raises."""
        if self._path:
            with written_or_said(self._path.name):
                self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock.held():
            things = self.all()
            yield things
            self._changes += 1
            if self._file:
                self._file.write(things)
            else:
                self._seen = (self._changes, dumps(things))

    def stamp(self) -> Hashable:
        """Another value after every change, of this process or another."""
        if not self._path:
            return self._changes
        try:
            seen = self._path.stat()
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_size, seen.st_ino

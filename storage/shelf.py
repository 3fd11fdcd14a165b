"""Where flows lie: a folder of TinyDB files, or memory with the same habits."""

import os
import re
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from shutil import rmtree
from threading import RLock
from typing import Any, Literal, Protocol
from uuid import uuid4

from tinydb import TinyDB
from tinydb.storages import Storage

from storage.disk import sync_folder, written_or_said
from storage.exact_json import dumps, loads
from storage.locks import Lock
from storage.tiny_file import SetAside, TinyFile

Part = Literal["draft", "versions"]
Stamp = tuple[int, int, int]
_GONE = ".gone-"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


class Shelf(Protocol):
    """A place for flows, each with its own lock and two TinyDB files."""

    def ids(self) -> list[str]: ...
    def has(self, flow: str) -> bool: ...
    def make(self, flow: str) -> None: ...
    def open(self, flow: str, part: Part) -> TinyDB: ...
    def locked(self, flow: str) -> AbstractContextManager[None]: ...
    def drop(self, flow: str) -> None:
        """Nothing is left of it; held by its lock."""

    def stamp(self, flow: str) -> Stamp | None:
        """Something that is different after every write of the flow's draft; None when there is none."""


def fit_for_a_name(text: str) -> bool:
    """Whether an id or a sandbox may be a folder's name everywhere."""
    return bool(_NAME.fullmatch(text)) and not text.endswith(".")


class DiskShelf:
    """`<folder>/<flow>/draft.json` and `versions.json`. Safe for threads and for other processes.

    The folder is made with its first flow, so that asking for a sandbox leaves no trace.
    """

    def __init__(self, folder: Path, report: Callable[[SetAside], None]) -> None:
        self.folder = folder
        self._report = report
        self._locks: dict[str, Lock] = {}
        self._guard = RLock()

    def ids(self) -> list[str]:
        if not self.folder.is_dir():
            return []
        with os.scandir(self.folder) as entries:
            return [entry.name for entry in entries if fit_for_a_name(entry.name) and entry.is_dir()]

    def has(self, flow: str) -> bool:
        return fit_for_a_name(flow) and (self.folder / flow).is_dir()

    def make(self, flow: str) -> None:
        with written_or_said():
            (self.folder / flow).mkdir(parents=True, exist_ok=True)
        sync_folder(self.folder)

    def drop(self, flow: str) -> None:
        """At once for everybody; what a kill leaves of it lies under a name that is no flow's, until the next one."""
        with suppress(FileNotFoundError):
            (self.folder / flow).rename(self.folder / f"{_GONE}{uuid4().hex}")
        sync_folder(self.folder)
        for gone in self.folder.glob(f"{_GONE}*"):
            rmtree(gone, ignore_errors=True)

    def open(self, flow: str, part: Part) -> TinyDB:
        path = self.folder / flow / f"{part}.json"
        return TinyDB(path, storage=TinyFile, lock=self._lock(flow), report=self._report)

    def locked(self, flow: str) -> AbstractContextManager[None]:
        return self._lock(flow).held()

    def stamp(self, flow: str) -> Stamp | None:
        try:
            seen = os.stat(f"{self.folder}{os.sep}{flow}{os.sep}draft.json")  # noqa: PTH116 - a Path takes twice as long
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_size, seen.st_ino

    def _lock(self, flow: str) -> Lock:
        with self._guard:
            return self._locks.setdefault(flow, Lock(self.folder / flow / "lock"))


class MemoryShelf:
    """The same in memory: what is put away is bytes, so that nobody holds on to what is stored."""

    def __init__(self) -> None:
        self._parts: dict[str, dict[Part, list[bytes]]] = {}
        self._locks: dict[str, Lock] = defaultdict(Lock)

    def ids(self) -> list[str]:
        return list(self._parts)

    def has(self, flow: str) -> bool:
        return flow in self._parts

    def make(self, flow: str) -> None:
        self._parts.setdefault(flow, {"draft": [], "versions": []})

    def drop(self, flow: str) -> None:
        self._parts.pop(flow, None)

    def open(self, flow: str, part: Part) -> TinyDB:
        return TinyDB(self._parts[flow][part], storage=_Bytes)

    def locked(self, flow: str) -> AbstractContextManager[None]:
        return self._locks[flow].held()

    def stamp(self, flow: str) -> Stamp | None:
        written = self._parts[flow]["draft"]
        return (len(written), 0, 0) if written else None


class _Bytes(Storage):
    """Every state that was written, as bytes; the last one counts, the number of them is the stamp."""

    def __init__(self, states: list[bytes]) -> None:
        self._states = states

    def read(self) -> dict[str, dict[str, Any]] | None:
        return dict(loads(self._states[-1])) if self._states else None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        if self._states:
            self._states[-1] = b""
        self._states.append(dumps(data))

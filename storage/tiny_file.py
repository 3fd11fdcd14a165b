"""A TinyDB storage that survives kill -9, a full disk and damaged files.

Each write puts the whole state, with its checksum, into the file and into its `.bak`. A file whose checksum is wrong is
set aside as `<file>.damaged-<time>`, reported, and the copy takes its place.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from storage.disk import replace, sync_folder
from storage.errors import Damaged
from storage.exact_json import dumps, loads
from storage.locks import Lock

MARK = ".damaged-"


@dataclass(frozen=True)
class SetAside:
    """A damaged file, out of the way; `used` is what took its place: `backup` or `nothing`."""

    file: Path
    time: datetime
    used: str

    def name_for(self, file: Path) -> Path:
        """What the damaged file is called now; a file and its copy that go together carry one time."""
        return file.with_name(f"{file.name}{MARK}{self.time:%Y%m%dT%H%M%S%fZ}")


class TinyFile(Storage):
    """TinyDB's state in one JSON file `{"checksum": …, "data": …}`.

    `lock` guards against other writers while a damaged file is replaced; whoever reads, changes and writes holds it
    himself around all three. `report` is told of every file that was set aside.
    """

    def __init__(
        self, path: Path, lock: Lock | None = None, report: Callable[[SetAside], None] = lambda _: None
    ) -> None:
        self._path = path
        self._backup = path.with_name(path.name + ".bak")
        self._lock = lock or Lock(path.with_name(path.name + ".lock"))
        self._report = report

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The state; None before the first write. `Damaged` when no good copy is left."""
        try:
            return opened(self._path.read_bytes())
        except FileNotFoundError:
            if not self._backup.exists() and not self._set_aside_before():
                return None
        except ValueError:
            pass
        with self._lock.held():
            return self._repaired()

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make `data` the state; it is on the disk when this returns. `DiskFull` leaves the old state."""
        replace(sealed(data), self._path, self._backup)

    def _repaired(self) -> dict[str, dict[str, Any]]:
        good = _good(self._path)
        if good is not None:  # another process was quicker
            return opened(good)
        good = _good(self._backup)
        aside = SetAside(self._path, datetime.now(UTC), "nothing" if good is None else "backup")
        for file in [self._path] if good else [self._path, self._backup]:
            self._put_aside(file, aside)
        if good is None:
            raise Damaged(file=self._path.name)
        replace(good, self._path)
        return opened(good)

    def _put_aside(self, file: Path, aside: SetAside) -> None:
        if file.exists():
            file.rename(aside.name_for(file))
            sync_folder(file.parent)
            self._report(dataclasses.replace(aside, file=file))

    def _set_aside_before(self) -> bool:
        return any(self._path.parent.glob(f"{self._path.name}{MARK}*"))


def sealed(data: Any) -> bytes:
    """The file's content: the data behind its checksum, JSON as a whole."""
    body = dumps(data)
    return b'{"checksum":"%s","data":%s}\n' % (sha256(body).hexdigest().encode(), body)


def opened(content: bytes) -> dict[str, Any]:
    """The data of a file's content; `ValueError` when it is not what was written."""
    head, _, rest = content.partition(b',"data":')
    body = rest[:-2]
    if rest[-2:] != b"}\n" or head != b'{"checksum":"%s"' % sha256(body).hexdigest().encode():
        raise ValueError("checksum")
    return dict(loads(body))


def _good(file: Path) -> bytes | None:
    """The file's content when its checksum holds."""
    try:
        content = file.read_bytes()
        opened(content)
    except (FileNotFoundError, ValueError):
        return None
    return content

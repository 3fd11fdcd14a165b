"""A file on its way into the store, piece by piece."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from uuid import uuid4

from storage.disk import written_or_said
from storage.file_info import FileInfo
from storage.file_names import extension, media_type

CHUNK = 1 << 18
"""Bytes that stay in the processor's cache from being read to being hashed and written."""
Keep = Callable[[Path, FileInfo], None]


class Incoming:
    """A file on its way in: `with files.receive(name) as incoming: incoming.write(…); info = incoming.commit()`.

    Leaving the block without `commit` forgets it. `DiskFull` when there is no room; `size` and the hash are counted on
    the way.
    """

    def __init__(self, path: Path, name: str, kind: str | None, creator: str | None, keep: Keep, *,
                 id: str | None = None) -> None:  # fmt: skip
        """`path` is where it grows; `keep` takes it when it is whole and synced."""
        self._id = id or uuid4().hex
        self._keep = keep
        self._path = path
        self._name = name
        self._kind = kind or media_type(name)
        self._creator = creator
        self._hash = sha256()
        self.size = 0
        self._out: BinaryIO | None = None

    def __enter__(self) -> "Incoming":
        with written_or_said(self._name):
            self._out = self._path.open("wb", buffering=CHUNK)
        return self

    def write(self, chunk: bytes) -> None:
        with written_or_said(self._name):
            self._stream().write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def commit(self) -> FileInfo:
        """Store it: on the disk when this returns."""
        out = self._stream()
        with written_or_said(self._name):
            out.flush()
            os.fsync(out.fileno())
        out.close()
        moment = datetime.now(UTC)
        info = FileInfo(self._id, self._name, extension(self._name), self._kind, self.size,
                        self._hash.hexdigest(), moment, moment, self._creator)  # fmt: skip
        self._keep(self._path, info)
        return info

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        if self._out is not None:
            with suppress(OSError):  # what did not fit needs no second try
                self._out.close()
        self._path.unlink(missing_ok=True)

    def _stream(self) -> BinaryIO:
        if self._out is None or self._out.closed:
            raise ValueError("outside of its block")
        return self._out

"""Writing so that a crash at any moment leaves the old content or the new one, never a part."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time_ns

from storage.errors import DiskFull, StorageError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def replace(content: bytes, target: Path, *copies: Path) -> None:
    """Put `content` into `target` and its copies (all in one folder): written beside them first, then renamed.

    The target is on the disk when this returns. A copy reaches it a little later: it is for the day on which the target
    is damaged, and a second wait for the disk would make every save half as slow again. `DiskFull` when there is no
    room; then everything is as it was.
    """
    files = (target, *copies)
    beside = [file.with_name(f".{file.name}.new") for file in files]
    try:
        with written_or_said(target.name):
            for file in beside:
                _write(file, content, sync=file is beside[0])
        for file, place in zip(beside, files, strict=True):
            file.replace(place)
    finally:
        for file in beside:
            file.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable (Windows cannot, and needs not)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def written_or_said(named: str = "") -> Iterator[None]:
    """`DiskFull` or `StorageError("not_writable")` in place of the system's many words for them.

    `named` is the file as people know it; without it, it is the one that the system names.
    """
    try:
        yield
    except OSError as wrong:
        file = named or (Path(wrong.filename).name if wrong.filename else "")
        if wrong.errno in _NO_ROOM:
            raise DiskFull(file=file) from wrong
        if wrong.errno in _NOT_ALLOWED:
            raise StorageError("not_writable", file=file) from wrong
        raise


def _write(file: Path, content: bytes, *, sync: bool) -> None:
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        moment = time_ns()  # the system's own stamp is as coarse as its tick: two quick writes could look like one
        os.utime(file, ns=(moment, moment))
        if sync:
            os.fsync(out.fileno())

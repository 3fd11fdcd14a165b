"""Writing so that a crash at any moment leaves the old content or the new one, never a part."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import DiskFull

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def replace(content: bytes, *targets: Path) -> None:
    """Put `content` into every target (all in one folder): written and synced beside them first, then renamed.

    `DiskFull` when there is no room; then every target is as it was.
    """
    beside = [target.with_name(f".{target.name}.new") for target in targets]
    try:
        with room_or_disk_full():
            for file in beside:
                _write(file, content)
        for file, target in zip(beside, targets, strict=True):
            file.replace(target)
    finally:
        for file in beside:
            file.unlink(missing_ok=True)
    sync_folder(targets[0].parent)


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
def room_or_disk_full() -> Iterator[None]:
    """`DiskFull` in place of the system's three words for it."""
    try:
        yield
    except OSError as wrong:
        if wrong.errno in _NO_ROOM:
            raise DiskFull(file=Path(wrong.filename).name if wrong.filename else "") from wrong
        raise


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())

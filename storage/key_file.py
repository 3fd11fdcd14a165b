"""A key that nobody but its owner reads, made where there is none."""

import os
from base64 import urlsafe_b64encode
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def make_key_file(file: Path) -> None:
    """A new key, whole when it appears; where another process was quicker, its key stands."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=file.parent, delete=False) as beside:  # made for its owner alone
        beside.write(urlsafe_b64encode(os.urandom(32)) + b"\n")
        beside.flush()
        os.fsync(beside.fileno())
    try:
        with suppress(FileExistsError):
            os.link(beside.name, file)
    finally:
        Path(beside.name).unlink()

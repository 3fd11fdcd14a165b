"""Programs that tests need and a machine may lack: fetched once, however many test processes ask at the same time."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir
from typing import TypeVar

from filelock import FileLock

T = TypeVar("T")


def installed(find: Callable[[], T | None], *commands: list[str]) -> T | None:
    """What `find` finds, perhaps only after one of the commands; None where none of them helps."""
    found = find()
    if found or not commands:
        return found
    with FileLock(Path(gettempdir()) / "etapes-tests-install.lock"):
        for command in commands:
            if found := find():
                return found
            quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, check=False, capture_output=True, timeout=600, env=quiet)
        return find()


def from_debian(*packages: str) -> list[list[str]]:
    """The commands that fetch packages, where there is such a system and we may; its list may be old or missing."""
    if os.name == "posix" and shutil.which("apt-get") and os.geteuid() == 0:
        fetch = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        return [fetch, ["apt-get", "update"], fetch]
    return []

"""What the steps of a run handed on, kept in files so that a recovery goes on from there: a folder per run."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import rmtree
from urllib.parse import quote

from storage.disk import sync_folder, written_or_said


class Checkpoints:
    """Files by run and step. A file that is there is whole; nothing else in the folder is looked at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, run: str, step: str) -> Path | None:
        """The step's file, when an attempt of the run came so far."""
        file = self._place(run, step)
        return file if file.exists() else None

    def keep(self, run: str, step: str, write: Callable[[Path], None]) -> Path:
        """Let `write` fill the step's file; it is there, and on the disk, when this returns. `DiskFull` leaves none."""
        place = self._place(run, step)
        beside = place.with_suffix(".new")
        try:
            with written_or_said():
                place.parent.mkdir(parents=True, exist_ok=True)
                write(beside)
                _sync(beside)
                beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
        sync_folder(place.parent)
        return place

    def adopt(self, run: str, older: str, steps: Iterable[str]) -> None:
        """Give a new run the files of an older one, for steps whose results stand."""
        for step in steps:
            if file := self.find(older, step):
                self.keep(run, step, lambda place, file=file: place.write_bytes(file.read_bytes()))  # type: ignore[misc]

    def forget(self, runs: Iterable[str]) -> None:
        """Drop all files of these runs."""
        for run in runs:
            rmtree(self._folder / _named(run), ignore_errors=True)

    def _place(self, run: str, step: str) -> Path:
        return self._folder / _named(run) / f"{_named(step)}.kept"


def _named(id: str) -> str:
    """An id as a file name; ids of steps are whatever their author wrote."""
    return quote(id, safe="").replace(".", "%2E")[:200] or "%"


def _sync(file: Path) -> None:
    with file.open("rb") as written:
        os.fsync(written.fileno())

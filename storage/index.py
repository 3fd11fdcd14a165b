"""The list of flows, without opening every flow each time.

A line is good as long as its flow's file has the same stamp (time, size, inode); only changed flows are read again, so
an autosave costs the list nothing and other processes' writes are seen. The file on disk spares a start the reading of
all flows; it may be deleted at any time.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from storage.disk import replace
from storage.errors import DiskFull
from storage.record import Summary
from storage.shelf import Shelf, Stamp
from storage.tiny_file import opened, sealed

Line = tuple[Stamp, Summary, bool]
_WORTH_WRITING = 20
"""So many lines read anew make the file on disk worth renewing."""


class Index:
    """The lines of a shelf. `read` gives a flow's summary and whether it is deleted; None when it cannot be read."""

    def __init__(self, shelf: Shelf, file: Path | None, read: Callable[[str], tuple[Summary, bool] | None]) -> None:
        self._shelf = shelf
        self._file = file
        self._read = read
        self._guard = RLock()
        self._lines: dict[str, Line] = _load(file)

    def lines(self, *, deleted: bool = False) -> list[Summary]:
        """The flows that are there (or those that were deleted), latest change first."""
        with self._guard:
            self._refresh()
            found = [line for _, line, gone in self._lines.values() if gone == deleted]
        return sorted(found, key=lambda line: line.updated_at, reverse=True)

    def _refresh(self) -> None:
        before, self._lines = self._lines, {}
        anew = 0
        for flow in self._shelf.ids():
            stamp = self._shelf.stamp(flow)
            line = before.get(flow)
            if line is None or line[0] != stamp:
                line = self._line(flow)
                anew += 1
            if line:
                self._lines[flow] = line
        if anew >= _WORTH_WRITING:
            self._keep()

    def _line(self, flow: str) -> Line | None:
        stamp = self._shelf.stamp(flow)
        found = self._read(flow)
        if stamp is None:  # the reading may have repaired the file
            stamp = self._shelf.stamp(flow)
        return (stamp, *found) if found and stamp else None

    def _keep(self) -> None:
        if self._file is None:
            return
        rows = [[stamp, _plain(line), gone] for stamp, line, gone in self._lines.values()]
        with suppress(DiskFull, OSError):  # the list works without it
            replace(sealed({"flows": rows}), self._file)


def _load(file: Path | None) -> dict[str, Line]:
    if file is None or not file.exists():
        return {}
    try:
        rows = opened(file.read_bytes())["flows"]
        lines = [(tuple(stamp), _summary(line), bool(gone)) for stamp, line, gone in rows]
    except (ValueError, KeyError, TypeError):  # of another release, or damaged: it is made anew
        return {}
    return {summary.id: (stamp, summary, gone) for stamp, summary, gone in lines}


def _plain(line: Summary) -> dict[str, Any]:
    return asdict(line) | {"created_at": line.created_at.isoformat(), "updated_at": line.updated_at.isoformat()}


def _summary(row: dict[str, Any]) -> Summary:
    times = {key: datetime.fromisoformat(row[key]) for key in ("created_at", "updated_at")}
    return Summary(**{**row, **times})

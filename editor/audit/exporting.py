"""The audit log as a file: a table (CSV) or a JSON object per line (NDJSON), oldest first, a piece at a time."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import UTC
from typing import Any, Literal, get_args

from storage.audit import Line
from storage.exact_json import dumps

ExportKind = Literal["csv", "ndjson"]
KINDS: tuple[ExportKind, ...] = get_args(ExportKind)
MEDIA_TYPES: dict[ExportKind, str] = {"csv": "text/csv; charset=utf-8", "ndjson": "application/x-ndjson"}
_COLUMNS = [part.name for part in fields(Line)]
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def exported(kind: ExportKind, lines: Iterable[Line]) -> Iterator[bytes]:
    """Pieces of the file. In a table an apostrophe stands before what a spreadsheet would take for a formula."""
    return _table(lines) if kind == "csv" else (_object(line) + b"\n" for line in lines)


def shown(line: Line) -> dict[str, Any]:
    """A line as programs get it, its time in UTC."""
    time = line.time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return asdict(line) | {"time": time}


def _object(line: Line) -> bytes:
    return dumps(shown(line))


def _table(lines: Iterable[Line]) -> Iterator[bytes]:
    yield "\ufeff".encode() + _row(_COLUMNS)
    for line in lines:
        told = shown(line)
        yield _row([_cell(told[name]) for name in _COLUMNS])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else dumps(value).decode()
    return f"'{text}" if text.startswith(_RISKY) else text


def _row(cells: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode("utf-8", "replace")

"""What a file looks like, from its name and its first 64 KB: the settings that a person would else have to know."""

import csv
import re
from pathlib import Path
from typing import Any

from runtime.services.readers.csv_shape import likely_separator
from runtime.services.readers.text import ENCODINGS, looks_like

_START = 65_536
_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")
_COMMA_NUMBER = re.compile(r"^-?\d+,\d+$")
_POINT_NUMBER = re.compile(r"^-?\d+\.\d+$")


def guessed(path: Path, name: str) -> dict[str, Any]:
    """`file_type` and what belongs to it, as settings of `import_file`."""
    with path.open("rb") as source:
        start = source.read(_START)
    if start.startswith(b"PK\x03\x04"):
        return {"file_type": "xlsx"}
    if start.startswith(b"PAR1"):
        return {"file_type": "parquet"}
    ending = name.rpartition(".")[2].lower()
    if ending in ("ndjson", "jsonl"):
        return {"file_type": "ndjson"}
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:1] == b"[" or (text[:1] == b"{" and ending not in ("csv", "txt", "tsv")):
        lines = text.splitlines()
        several = len(lines) > 1 and all(line.startswith(b"{") for line in lines[:5] if line.strip())
        return {"file_type": "ndjson" if several and text[:1] == b"{" else "json"}
    return {"file_type": "csv", **_csv(path, start)}


def _csv(path: Path, start: bytes) -> dict[str, Any]:
    encoding = looks_like(path)
    words = start.decode(ENCODINGS[encoding], errors="replace")
    lines = words.splitlines()
    lines = [line for line in (lines[:-1] if len(start) == _START else lines) if line.strip()][:200]
    separator = likely_separator(lines) or likely_separator(lines[:1]) or ";"
    rows = list(csv.reader(lines, delimiter=separator))
    found = {"encoding": encoding, "separator": separator, "header": not rows or _names(rows[0])}
    values = [value for row in rows[1:] for value in row]
    commas = any(map(_COMMA_NUMBER.match, values)) and not any(map(_POINT_NUMBER.match, values))
    return {**found, "decimal": "," if commas else "."}


def _names(row: list[str]) -> bool:
    """A row of column names: no numbers, nothing twice."""
    return len(set(row)) == len(row) and not any(_NUMBER.match(value.strip()) for value in row)

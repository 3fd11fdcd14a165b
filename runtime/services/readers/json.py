"""JSON into items: integers of any size stay exact, and what is broken is named by line and column."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import orjson

from runtime.context import ReadOptions
from runtime.engines.polars_model import PolarsModel
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.model import Item
from runtime.problems import Problem, Problems, problem
from runtime.schema import parse_path
from runtime.sent import note_absent

_LONG_NUMBER = re.compile(rb"\d{16}")
_NOT_FINITE = re.compile(r"-?(NaN|Infinity|\d{300,}|\d+(\.\d+)?[eE]\d{3,})")
"""What JSON does not know, and numbers beyond every float."""


def read_json(path: Path, options: ReadOptions, faults: Faults) -> PolarsModel:
    """The array at `items_path` as items; a single object is one item."""
    content = path.read_bytes()
    if not content.strip():
        raise problem("file_empty", "file")
    items = items_of(at_path(parsed(content), options.items_path))
    note_absent(items, faults)
    return model_of(items)


def read_ndjson(path: Path, faults: Faults) -> PolarsModel:
    """One item per line; empty lines are passed over."""
    items: list[Any] = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                items += items_of([parsed(line, number)])
    if not items:
        raise problem("file_empty", "file")
    note_absent(items, faults)
    return model_of(items)


def parsed(content: bytes, first_line: int = 1) -> Any:
    """The value of a JSON text in UTF-8 (with or without a mark)."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        value = orjson.loads(content)
        return json.loads(content) if _LONG_NUMBER.search(content) else value
    except (ValueError, RecursionError) as wrong:
        _refuse(wrong, content, first_line)


def at_path(value: Any, path: str | None) -> Any:
    """What stands at the path; the problem of a wrong one names the fields that are there."""
    here = value
    for segment in parse_path(path) if path else ():
        if segment == "[]":
            continue
        if isinstance(here, list):
            here = [part[segment] for part in here if isinstance(part, dict) and segment in part]
            here = [inner for part in here for inner in (part if isinstance(part, list) else [part])]
        elif isinstance(here, dict) and segment in here:
            here = here[segment]
        else:
            if not isinstance(here, dict) or not here:
                raise problem("json_items_nowhere", "items_path", path=path)
            raise problem("json_items_missing", "items_path", path=path, known=", ".join(list(here)[:30]))
    return here


def items_of(value: Any) -> list[Item]:
    """An array is that many items; what is no object becomes {value}."""
    parts: Sequence[Any] = value if isinstance(value, list) else [value]
    return [part if isinstance(part, dict) else {"value": part} for part in parts]


def _refuse(wrong: Exception, content: bytes, first_line: int) -> NoReturn:
    """The one reason that a person can mend: not UTF-8, not finite, too deep, else a place where the text is broken."""
    if not isinstance(wrong, json.JSONDecodeError):
        raise problem("value_too_deep", "file") from wrong
    try:
        content.decode()
    except UnicodeDecodeError as other:
        line = first_line + content.count(b"\n", 0, other.start)
        raise Problems(Problem(code="json_encoding", setting="file", parameters={"line": line}, line=line)) from wrong
    line, column = wrong.lineno + first_line - 1, wrong.colno
    found = next((match for at in (0, 1) if (match := _NOT_FINITE.match(wrong.doc, max(wrong.pos - at, 0)))), None)
    shown: dict[str, Any] = {"line": line, "column": column}
    code = "json_syntax"
    if found:
        code, shown["value"] = "json_not_finite", found[0][:30]
    elif "depth" in wrong.msg:
        code = "value_too_deep"
    raise Problems(Problem(code=code, setting="file", parameters=shown, line=line)) from wrong

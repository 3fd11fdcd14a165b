"""What the browser shows of items: their columns and the text of each cell."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from runtime.schema import Schema

SAFE = 2**53
"""Numbers beyond this are not all whole ones a float can hold."""


def columns_of(items: Sequence[Any], schema: Schema | None) -> list[str]:
    """The schema's fields first, then what the items have beside them, in order of first appearance."""
    found = dict.fromkeys(schema or {})
    for item in items:
        if isinstance(item, dict):
            found.update(dict.fromkeys(item))
    return list(found)


def rows_of(items: Sequence[Any], names: Sequence[str], numbers: Collection[str] = ()) -> list[list[Any]]:
    """A row of cells per item; in columns of `numbers` 2.0 is shown as 2."""
    return [
        [cell(item.get(name) if isinstance(item, dict) else item, name in numbers) for name in names] for item in items
    ]


def cell(value: Any, number: bool = False) -> Any:
    """What the browser shows of a value: its text, null, or for nested values a short form and the whole JSON."""
    if value is None or isinstance(value, str):
        return value
    if number and isinstance(value, float) and value.is_integer() and abs(value) < SAFE:
        return str(int(value))
    if isinstance(value, list | dict):
        short = (
            f"[{len(value)}]" if isinstance(value, list) else json.dumps(value, ensure_ascii=False, default=str)[:40]
        )
        return {"short": short, "json": json.dumps(value, ensure_ascii=False, indent=2, default=str)}
    return json.dumps(value, default=str)

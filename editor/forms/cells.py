"""What the browser shows of items: their columns and the text of each cell."""

import json
from collections.abc import Sequence
from typing import Any

from editor.i18n import exact
from runtime.schema import Kind, Schema

SAFE = 2**53
"""Numbers beyond this are not all whole ones a float can hold."""


def columns_of(items: Sequence[Any], schema: Schema | None) -> list[str]:
    """The schema's fields first, then what the items have beside them, in order of first appearance."""
    found = dict.fromkeys(schema or {})
    for item in items:
        if isinstance(item, dict):
            found.update(dict.fromkeys(item))
    return list(found)


def rows_of(items: Sequence[Any], names: Sequence[str], schema: Schema | None, language: str) -> list[list[Any]]:
    """A row of cells per item."""
    kinds = [kind.kind if (kind := (schema or {}).get(name)) else Kind.ANY for name in names]
    return [
        [cell(item.get(name) if isinstance(item, dict) else item, kind, language)
         for name, kind in zip(names, kinds, strict=True)]
        for item in items
    ]  # fmt: skip


def cell(value: Any, kind: Kind = Kind.ANY, language: str = "en") -> Any:
    """What the browser shows of a value: null, its text, and beside a short form the whole.

    Numbers are as the language writes them; in columns of numbers 2.0 is shown as 2.
    """
    if value is None or (isinstance(value, str) and kind is not Kind.DECIMAL):
        return value
    if isinstance(value, list | dict):
        short = (
            f"[{len(value)}]" if isinstance(value, list) else json.dumps(value, ensure_ascii=False, default=str)[:40]
        )
        return {"short": short, "json": json.dumps(value, ensure_ascii=False, indent=2, default=str)}
    if kind is Kind.NUMBER and isinstance(value, float) and value.is_integer() and abs(value) < SAFE:
        value = int(value)
    plain = value if isinstance(value, str) else json.dumps(value, default=str)
    shown = exact(plain, language)
    return plain if shown == plain else {"shown": shown, "exact": plain}

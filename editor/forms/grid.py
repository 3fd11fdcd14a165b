"""Items as a table in the browser; only the rows in sight exist there."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from nicegui import ui

from editor.forms.offers import Offer
from editor.i18n import translate
from runtime.schema import FieldType, Kind, Schema

NUMBERS = {Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL}
SAFE = 2**53
"""Numbers beyond this are not all whole ones a float can hold."""


class Grid(ui.element, component="grid.js"):
    """A table of plain JSON items; `schema` gives types and order, fields that it does not know come after."""

    def __init__(self, items: Sequence[Any], schema: Schema | None, *, language: str, name: str, test_id: str,
                 high: int | None = None) -> None:  # fmt: skip
        super().__init__()
        names = columns_of(items, schema)
        numbers = {one for one in names if _is_number(schema, one)}
        self._props.update(
            columns=[column(one, (schema or {}).get(one), language) for one in names],
            rows=rows_of(items, names, numbers), name=name, testid=test_id, high=high,
        )  # fmt: skip


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


def _is_number(schema: Schema | None, name: str) -> bool:
    kind = (schema or {}).get(name)
    return kind is not None and kind.kind is Kind.NUMBER


def column(name: str, kind: FieldType | None, language: str) -> dict[str, Any]:
    words = translate(f"forms.types.{kind.kind.value}", language) if kind else ""
    shown = Offer(name, kind.kind if kind else None).as_option(words)
    return {"name": name, "badge": shown["badge"], "icon": shown["icon"], "type": words,
            "number": kind is not None and kind.kind in NUMBERS}  # fmt: skip

"""Items as a table in the browser; only the rows in sight exist there."""

from collections.abc import Sequence
from typing import Any

from nicegui import ui

from editor.forms.cells import columns_of, rows_of
from editor.forms.offers import Offer
from editor.i18n import translate
from runtime.schema import FieldType, Kind, Schema

NUMBERS = {Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL}


class Grid(ui.element, component="grid.js"):
    """A table of plain JSON items; `schema` gives types and order, fields that it does not know come after."""

    def __init__(self, items: Sequence[Any], schema: Schema | None, *, language: str, name: str, test_id: str,
                 high: int | None = None) -> None:  # fmt: skip
        super().__init__()
        names = columns_of(items, schema)
        self._props.update(
            columns=[column(one, (schema or {}).get(one), language) for one in names],
            rows=rows_of(items, names, schema, language), name=name, testid=test_id, high=high,
        )  # fmt: skip


def column(name: str, kind: FieldType | None, language: str) -> dict[str, Any]:
    words = translate(f"forms.types.{kind.kind.value}", language) if kind else ""
    shown = Offer(name, kind.kind if kind else None).as_option(words)
    return {"name": name, "badge": shown["badge"], "icon": shown["icon"], "type": words,
            "number": kind is not None and kind.kind in NUMBERS}  # fmt: skip

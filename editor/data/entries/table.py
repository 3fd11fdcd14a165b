"""The table of entries: one element in the browser, whatever it shows."""

from collections.abc import Callable
from typing import Any

from nicegui import ui

from editor.data.entries.cells import cell
from editor.data.entries.references import title_of
from editor.data.entries.window import Window
from editor.data.types import NUMBERS, mark, type_of
from editor.visitor import Visitor
from storage.component import AUTOMATIC, ComponentField

_LAST = ("updateDate", "updateSubject")
"""What of the automatic fields is shown, after a component's own."""


class EntryTable(ui.element, component="table.js"):
    """`on_open` gets an entry's id, `on_sort` a field's name, `on_chosen` the chosen ids."""

    def __init__(self, visitor: Visitor, *, choose: bool, on_open: Callable[[int | str], Any],
                 on_sort: Callable[[str], Any], on_chosen: Callable[[list[int]], Any]) -> None:  # fmt: skip
        super().__init__()
        self._visitor = visitor
        self._props.update(testid="entries", choose=choose, columns=[], rows=[], first=0, total=0, words={}, name="")
        self.on("open", lambda event: on_open(event.args))
        self.on("sort", lambda event: on_sort(str(event.args)))
        self.on("chosen", lambda event: on_chosen([int(one) for one in event.args]))

    def show(self, window: Window) -> None:
        """What the window looks at now."""
        say = self._visitor.say
        fields = [*window.component.fields, *(AUTOMATIC[name] for name in _LAST)]
        rows = [
            {
                "id": row.get("id", at),
                "title": title_of(window.component, row),
                "cells": [cell(self._visitor, window, field, row) for field in fields],
            }
            for at, row in enumerate(window.rows)
        ]
        self._props.update(
            columns=[self._column(window, field) for field in fields], rows=rows, first=window.start,
            total=-1 if window.count is None else window.count, name=say("data.entries_of", name=window.component.name),
            words={"all": say("data.choose_all"), "one": say("data.choose_one")},
        )  # fmt: skip
        self.update()

    def _column(self, window: Window, field: ComponentField) -> dict[str, Any]:
        kind = type_of(field)
        automatic = field.name in AUTOMATIC
        way = window.order[1] if window.order and window.order[0] == field.name else None
        return {
            "name": self._visitor.say(f"data.automatic.{field.name}") if automatic else field.name, "key": field.name,
            "type": self._visitor.say(f"data.types.{kind}"), "number": field.type in NUMBERS,
            "sortable": window.sortable(field.name), "sorted": way and {"asc": "ascending", "desc": "descending"}[way],
            **({} if automatic else mark(kind)),
        }  # fmt: skip

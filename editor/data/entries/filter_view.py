"""The filters as lines that can be read aloud: field, comparison, value."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import tool
from editor.data.entries.filters import Filter, askable, operator_key, operators
from editor.data.entries.inputs import Input, heard
from editor.data.entries.window import Window
from editor.data.types import mark, type_of
from editor.data.wrong import told_wrong
from editor.forms.box import Box
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.component import AUTOMATIC, ComponentField

_PAUSE = 0.3
"""Seconds after the last keystroke before the entries are sought."""


class FilterView:
    """`sought` shows the entries of the filters that are complete."""

    def __init__(self, installation: Installation, visitor: Visitor, window: Window,
                 sought: Callable[[], Awaitable[Any]]) -> None:  # fmt: skip
        self.installation, self.visitor, self.window, self._sought = installation, visitor, window, sought
        self._typed = 0
        self._again = ui.refreshable(self._draw)
        self._again()
        visitor.on_language(self._again.refresh)

    def add(self) -> None:
        fields = askable(self.window.component)
        if not fields:
            return
        self.window.filters.lines.append(Filter(fields[0]))
        self._again.refresh()
        at = len(self.window.filters.lines) - 1
        ui.context.client.run_javascript(f"etapesForms.focus('filter-field-{at}')")

    def refresh(self) -> None:
        self._again.refresh()

    def tell(self) -> None:
        """What is wrong with the filters, without drawing their inputs anew: somebody types there."""
        told_wrong(self.visitor, self._wrong, self.window.faults)

    def _draw(self) -> None:
        lines = self.window.filters.lines
        with Element("div").classes("filters").props('data-testid="filters"'):
            for at, one in enumerate(lines):
                self._line(at, one)
            self._wrong = Element("div").props('role="alert" data-testid="filter-problems"')
            self.tell()

    def _line(self, at: int, one: Filter) -> None:
        say = self.visitor.say
        line = Element("div").classes("filter-line").props('role="group"')
        line.props["aria-label"] = say("data.filter_number", number=at + 1)
        with line:
            fields = [self._field_offer(field) for field in askable(self.window.component)]
            field = Box(one.field.id, name=say("data.filter_field"), test_id=f"filter-field-{at}", options=fields,
                        free=False)  # fmt: skip
            heard(field, lambda chosen: self._ask(at, one, chosen))
            words = [_offer(name, say(operator_key(one.field, name))) for name in operators(one.field)]
            how = Box(one.operator, name=say("data.filter_operator"), test_id=f"filter-operator-{at}", options=words,
                      free=False)  # fmt: skip
            heard(how, lambda name: self._compare(at, one, name))
            with Element("div").classes("filter-value"):
                if one.wants_value:
                    Input(self.installation, self.visitor, one.field, one.text, lambda text: self._type(one, text),
                          f"filter-value-{at}", compact=True).draw()  # fmt: skip
            remove = tool(say("data.filter_remove"), lambda: self._remove(one), icon="close")
            remove.props["data-testid"] = f"filter-remove-{at}"

    def _field_offer(self, field: ComponentField) -> dict[str, str]:
        name = self.visitor.say(f"data.automatic.{field.name}") if field.name in AUTOMATIC else field.name
        return _offer(field.id, name) | mark(type_of(field)) | {"type": self.visitor.say(f"data.types.{field.type}")}

    async def _ask(self, at: int, one: Filter, id: str) -> None:
        found = next((field for field in askable(self.window.component) if field.id == id), None)
        if found and found.id != one.field.id:
            one.ask(found)
            await self._now(f"filter-operator-{at}")

    async def _compare(self, at: int, one: Filter, name: str) -> None:
        if name not in operators(one.field) or name == one.operator:
            return
        wanted, one.operator = one.wants_value, name
        if one.wants_value == wanted:  # the same inputs: somebody may type in one already
            self.window.narrow()
            await self._sought()
        else:
            await self._now(f"filter-value-{at}" if one.wants_value else f"filter-operator-{at}")

    async def _remove(self, one: Filter) -> None:
        self.window.filters.lines.remove(one)
        await self._now("filter-add")

    async def _now(self, focus: str) -> None:
        """Other inputs: draw them, and go on where the person was."""
        self._again.refresh()
        ui.context.client.run_javascript(f"etapesForms.focus('{focus}')")
        self.window.narrow()
        await self._sought()

    async def _type(self, one: Filter, text: str) -> None:
        """Sought once the person pauses."""
        one.text = text
        self._typed += 1
        mine = self._typed
        await asyncio.sleep(_PAUSE)
        if mine == self._typed:
            self.window.narrow()
            await self._sought()


def _offer(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label, "note": "", "short": "", "badge": "", "icon": "", "type": ""}

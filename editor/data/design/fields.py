"""The table of fields: a line each, with what makes it a key or quick to find, explained below."""

from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.data.design.line import FieldLine
from editor.data.design.proxy import draw_proxy
from editor.data.design.sketch import Line, Sketch
from editor.visitor import Visitor
from runtime.installation import Installation

FLAGS = ("required", "primary_key", "query")


class FieldTable:
    """`touched` hears of every change."""

    def __init__(
        self, installation: Installation, visitor: Visitor, sketch: Sketch, touched: Callable[[], Any]
    ) -> None:
        self.installation, self.visitor, self.sketch, self.touched = installation, visitor, sketch, touched
        self.may = visitor.may("design")

    def draw(self) -> None:
        """The button stays while the lines above it are drawn anew: a click on it may be under way."""
        say = self.visitor.say
        with Element("section").classes("panel"):
            with Element("header"):
                text("h2", say("data.fields")).classes("grow")
            with Element("div").classes("body stack"):
                self._lines = ui.refreshable(self._draw)
                self._lines()
                if self.may:
                    add = button(say("data.add_field"), self.add, icon="add").props('data-testid="field-add"')
                    add.classes("self-start")
                self._legend()
        self._proxy = ui.refreshable(lambda: draw_proxy(self.installation, self.visitor, self.sketch, self._switched))
        self._proxy()

    def _draw(self) -> None:
        if self.sketch.lines:
            self._table()
        else:
            text("p", self.visitor.say("data.no_fields")).classes("quiet")

    def _table(self) -> None:
        with (
            Element("div").classes("field-table").props(f'role="group" aria-label="{self.visitor.say("data.fields")}"')
        ):
            with Element("div").classes("field-line field-heads").props('aria-hidden="true"'):
                for name in ("field_name", "field_type", *(f"flags.{flag}" for flag in FLAGS), "field_more"):
                    text("span", self.visitor.say(f"data.{name}")).classes("setting-label")
            for at, line in enumerate(self.sketch.lines):
                FieldLine(self, at, line).draw()

    def _legend(self) -> None:
        with Element("ul").classes("legend"):
            for flag in FLAGS:
                with Element("li"):
                    icon("info")
                    text("b", self.visitor.say(f"data.flags.{flag}"))
                    text("span", self.visitor.say(f"data.flag_hints.{flag}"))

    def add(self) -> None:
        self.sketch.add()
        self.changed()
        self.focus(f"field-name-{len(self.sketch.lines) - 1}")

    def remove(self, line: Line) -> None:
        self.sketch.remove(line)
        self.changed()
        self.focus("field-add")

    def move(self, line: Line, by: int) -> None:
        if self.sketch.move(line, by):
            self.changed()
            self.focus(f"field-name-{self.sketch.lines.index(line)}")

    def changed(self) -> None:
        """Another shape: draw it again."""
        self._lines.refresh()
        self.touched()

    def _switched(self) -> None:
        self._proxy.refresh()
        self.touched()

    def focus(self, test_id: str) -> None:
        ui.context.client.run_javascript(f"etapesForms.focus('{test_id}')")

"""The sheet that asks what a new component is called."""

from collections.abc import Awaitable, Callable

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text
from editor.data.wrong import told_wrong
from editor.forms.box import Box
from editor.visitor import Visitor
from storage.entries import Unfit


class NewSheet:
    """`make` gets the name, and may refuse it."""

    def __init__(self, visitor: Visitor, make: Callable[[str], Awaitable[None]]) -> None:
        self._visitor, self._make = visitor, make
        self._name = ""

    def open(self) -> None:
        say = self._visitor.say
        with ui.dialog() as sheet, ui.card().props('data-testid="component-sheet"'):
            sheet.props["aria-label"] = say("data.new")
            sheet.on("hide", sheet.delete)
            text("h2", say("data.new"))
            text("p", say("data.new_hint")).classes("quiet")
            box = self._ask()
            with Element("div").classes("sheet-deeds"):
                button(say("frame.cancel"), sheet.close)
                button(say("data.make"), self._go, kind="go").props('data-testid="component-make"')
        box.first_in(sheet)
        sheet.open()

    def _ask(self) -> Box:
        say = self._visitor.say
        with Element("div").classes("setting"):
            text("div", say("data.name")).classes("setting-label")
            box = Box("", name=say("data.name"), test_id="component-name", placeholder=say("data.name_example"),
                      on_change=self._typed)  # fmt: skip
            box.on("keydown.enter", self._go)
            self._wrong = Element("div").props('role="alert"')
        return box

    def _typed(self, words: str) -> None:
        self._name = words

    async def _go(self) -> None:
        try:
            await self._make(self._name.strip())
        except Unfit as refused:
            told_wrong(self._visitor, self._wrong, refused.faults)

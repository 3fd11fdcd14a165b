"""Sheets of these pages: a title, inputs with their labels, what is wrong, the deed."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.forms.box import Box
from editor.people.desk import Desk
from runtime.problems import Problems
from storage.errors import StorageError


class Sheet:
    """Open it with `with sheet.open(): …`, build the inputs inside. `deed` may refuse: the sheet says so and stays.

    What it gives back is done when the sheet is gone, if it can be called.
    """

    def __init__(self, desk: Desk, title: str, test_id: str) -> None:
        self._desk, self._title, self._test_id = desk, title, test_id

    @contextmanager
    def open(self, words: str, deed: Callable[[], Awaitable[Any]], *, kind: str = "go", icon_name: str | None = None
             ) -> Iterator["Sheet"]:  # fmt: skip
        with ui.context.client.layout, ui.dialog() as self.dialog, ui.card().props(f'data-testid="{self._test_id}"'):
            self.dialog.props["aria-label"] = self._title
            self.dialog.on("hide", self.dialog.delete)
            text("h2", self._title)
            yield self
            self._wrong = Element("div").props('role="alert"')
            with Element("div").classes("sheet-deeds"):
                button(self._desk.visitor.say("frame.cancel"), self.dialog.close)
                self.go = button(words, lambda: self._try(deed), icon=icon_name, kind=kind)
                self.go.props(f'data-testid="{self._test_id}-go"')
        self.dialog.open()

    async def _try(self, deed: Callable[[], Awaitable[Any]]) -> None:
        try:
            following = await deed()
        except (StorageError, Problems) as refused:
            self._wrong.clear()
            with self._wrong, ui.element("p").classes("problem error"):
                icon("error")
                ui.label(self._desk.visitor.explain(refused))
            return
        self.dialog.close()
        if callable(following):
            await following()


def written(label: str, test_id: str, value: str, changed: Callable[[str], Any], hint: str = "", **more: Any) -> Box:
    """A text to type, under its label."""
    with Element("div").classes("setting"):
        text("div", label).classes("setting-label")
        box = Box(value, name=label, test_id=test_id, on_change=changed, **more)
        if hint:
            text("div", hint).classes("setting-hint")
    return box


def chosen(label: str, test_id: str, choices: Mapping[Any, str], value: Any, changed: Callable[[Any], Any], *,
           hint: str = "", typed: bool = False) -> ui.select:  # fmt: skip
    """One of several, under its label; `typed`: long lists are searched by typing."""
    with Element("div").classes("setting"):
        text("div", label).classes("setting-label")
        made = ui.select(dict(choices), value=value, on_change=lambda event: changed(event.value), with_input=typed)
        made.props(f'data-testid="{test_id}"').classes("wide-pick")
        made.props["aria-label"] = label
        if hint:
            text("div", hint).classes("setting-hint")
    return made

"""The top of a template's page: its name, whether it is saved, and the button that saves it."""

import asyncio
from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon
from editor.templates.desk import Desk
from editor.theme import Frame, told
from runtime.problems import Problems
from storage.errors import Stale

GUARD = "window.onbeforeunload = {} ? (event) => event.preventDefault() : null"
"""Leaving with something unsaved is asked about by the browser itself."""

OURS = "addEventListener('keydown', (e) => (e.ctrlKey || e.metaKey) && e.key === 's' && e.preventDefault())"
"""Ctrl + S saves the template, not the page's HTML."""


class Top:
    """`refresh` after every change of the desk."""

    def __init__(self, desk: Desk, place: Frame, drawn_anew: Callable[[], Any]) -> None:
        self._desk, self._anew, self._guarded = desk, drawn_anew, False
        with place.about:
            self._name()
            self._state = told(desk.visitor, self._draw_state)
        with place.deeds:
            self._deeds = told(desk.visitor, self._draw_deeds)
        ui.keyboard(on_key=self._key, ignore=[])
        ui.run_javascript(OURS)
        self.notices = told(desk.visitor, self._draw_notices)

    def refresh(self) -> None:
        self._state.refresh()
        self._deeds.refresh()
        self.notices.refresh()
        if self._desk.dirty != self._guarded:
            self._guarded = self._desk.dirty
            ui.run_javascript(GUARD.format(str(self._guarded).lower()))

    def _name(self) -> None:
        say, desk = self._desk.visitor.say, self._desk

        def typed(name: str) -> None:
            if name != desk.now.name:
                desk.write(name=name)
                self.refresh()

        field = ui.input(value=desk.now.name, on_change=lambda event: typed(event.value or ""))
        field.props(f'aria-label="{say("templates.name")}" data-testid="template-name" maxlength=120 debounce=200')
        field.classes("template-name").set_enabled(desk.editable)

    def _draw_state(self) -> None:
        desk, say = self._desk, self._desk.visitor.say
        kind, sign, words = "ok", "check", say("templates.saved", revision=desk.saved.revision)
        if desk.saving:
            kind, sign, words = "going", "progress_activity", say("templates.saving")
        elif desk.wrong:
            kind, sign, words = "bad", "error", say("templates.not_saved")
        elif desk.dirty:
            kind, sign, words = "warn", "edit", say("templates.unsaved")
        with Element("span").classes(f"pill {kind}").props('role="status" data-testid="template-state"'):
            icon(sign)
            ui.label(words)

    def _draw_deeds(self) -> None:
        if self._desk.editable:
            save = button(self._desk.visitor.say("templates.save"), self.save, icon="save", kind="go")
            save.props('data-testid="template-save"').set_enabled(self._desk.dirty and not self._desk.saving)

    def _draw_notices(self) -> None:
        desk, say = self._desk, self._desk.visitor.say
        if desk.wrong is None or isinstance(desk.wrong, Problems):  # the preview tells what is wrong with the template
            return
        with Element("div").classes("notice bad").props('role="alert" data-testid="template-wrong"'):
            icon("error")
            if isinstance(desk.wrong, Stale):
                ui.label(say("templates.stale", author=desk.wrong.parameters["author"])).classes("grow")
                button(say("templates.keep_mine"), lambda: self.save(over=True), kind="link")
                button(say("templates.take_theirs"), self._take_theirs, kind="link")
            else:
                ui.label(desk.visitor.explain(desk.wrong))

    async def save(self, *, over: bool = False) -> None:
        if not self._desk.saving and (self._desk.dirty or over):
            saving = asyncio.ensure_future(self._desk.save(over=over))
            await asyncio.sleep(0)
            self.refresh()
            await saving
            self.refresh()
            self._anew()

    async def _key(self, event: Any) -> None:
        if event.action.keydown and (event.modifiers.ctrl or event.modifiers.meta) and event.key == "s":
            await self.save()

    def _take_theirs(self) -> None:
        self._desk.take_theirs()
        ui.navigate.reload()

"""The form beside the table: one entry, or a new one."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text, toast, tool
from editor.data.entries.form_facts import facts, stale_notice
from editor.data.entries.inputs import Input
from editor.data.entries.references import title_of
from editor.data.entries.sheet import EntrySheet
from editor.data.question import confirmed
from editor.data.wrong import told_wrong
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from storage.component import Component, ComponentField
from storage.entries import Entry


class EntryForm:
    """`saved` hears of every entry that was written, `moved` of the id that is open now (None: none)."""

    def __init__(self, installation: Installation, visitor: Visitor, saved: Callable[[], Awaitable[Any]],
                 moved: Callable[[int | str | None], Any]) -> None:  # fmt: skip
        self.installation, self.visitor, self._saved, self._moved = installation, visitor, saved, moved
        self.may = visitor.may("enter")
        self.sheet: EntrySheet | None = None
        self._again = ui.refreshable(self._draw)
        self._again()
        visitor.on_language(self._again.refresh)

    async def open(self, component: Component, entry: Entry | None) -> None:
        """Show an entry, or a new one; what was typed into another is not lost unasked."""
        if not await self._left():
            return
        entries, language = self.installation.entries(), self.visitor.language
        editable = component if not component.proxy else component.model_copy(update={"fields": component.stored})
        self.sheet = await asyncio.to_thread(EntrySheet.of, entries, editable, entry, language)
        self._again.refresh()
        self._moved(entry.get("id") if entry else None)
        first = next(iter(self.sheet.fields), None)
        if first and self.may:
            ui.context.client.run_javascript("etapesForms.focus('value-0')")

    async def close(self) -> None:
        if await self._left():
            self.sheet = None
            self._again.refresh()
            self._moved(None)

    async def _left(self) -> bool:
        say = self.visitor.say
        if self.sheet is None or not self.sheet.changed:
            return True
        return await confirmed(self.visitor, say("data.leave_title"), say("data.leave_text"), say("data.leave"))

    async def save(self) -> None:
        if not self.may:
            raise problem("not_allowed")
        sheet = self.sheet
        if sheet is None:
            return
        written = await asyncio.to_thread(sheet.save, self.installation.entries(), self.visitor.person.name)
        if written is None:
            self._again.refresh()
            return
        self.sheet = None
        self._again.refresh()
        self._moved(None)
        toast(self.visitor.say("data.entry_saved"))
        await self._saved()

    async def rebase(self) -> None:
        """Keep what was typed, on what stands there now."""
        if self.sheet:
            await asyncio.to_thread(self.sheet.rebase, self.installation.entries())
            self._again.refresh()

    async def reread(self) -> None:
        """Take what stands there now."""
        if self.sheet and self.sheet.entry:
            self.sheet.texts.clear()
            await self.rebase()

    def _draw(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        say = self.visitor.say
        aside = Element("aside").classes("panel entry-form").props('data-testid="entry-form"')
        named = title_of(sheet.component, sheet.entry) if sheet.entry else say("data.new_entry")
        aside.props["aria-label"] = named
        aside.on("keydown.esc", self.close)
        with aside:
            with Element("header"):
                text("h2", named).classes("grow cut")
                tool(say("frame.close"), self.close, icon="close").props('data-testid="entry-close"')
            with Element("div").classes("body form"):
                stale_notice(self.visitor, sheet, self.reread, self.rebase)
                whole = Element("div").props('role="alert" data-testid="entry-problems"')
                told_wrong(self.visitor, whole, sheet.faults_elsewhere())
                for at, one in enumerate(sheet.fields):
                    self._field(sheet, at, one)
                facts(self.visitor, sheet)
            if self.may and not sheet.component.proxy:
                with Element("footer").classes("sheet-deeds body"):
                    button(say("frame.cancel"), self.close)
                    button(say("data.save_entry"), self.save, kind="go").props('data-testid="entry-save"')

    def _field(self, sheet: EntrySheet, at: int, one: ComponentField) -> None:
        say, readonly = self.visitor.say, not self.may or sheet.component.proxy is not None
        with Element("div").classes("setting").props(f'data-testid="setting-{at}"'):
            with Element("div").classes("setting-label line"):
                text("span", one.name)
                if one.required:
                    text("span", say("data.required_mark")).classes("quiet")
            box = Input(self.installation, self.visitor, one, sheet.text(one), partial(self._put, sheet, one),
                        f"value-{at}", readonly).draw()  # fmt: skip
            if one.type == "array" and not readonly:
                text("div", say("data.array_hint")).classes("setting-hint")
            wrong = Element("div").props(f'role="alert" data-testid="value-problem-{at}"')
            told_wrong(self.visitor, wrong, sheet.faults_at(one))
            if box:
                box.blame(bool(sheet.faults_at(one)), f"c{wrong.id}")

    def _put(self, sheet: EntrySheet, one: ComponentField, words: str) -> None:
        sheet.texts[one.name] = words

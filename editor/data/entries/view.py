"""The tab “Entries”: a page of them with its tools, and the form beside it."""

import asyncio
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text
from editor.data.entries.deeds import EntryDeeds
from editor.data.entries.filter_view import FilterView
from editor.data.entries.form import EntryForm
from editor.data.entries.pager import pager
from editor.data.entries.source import source_of
from editor.data.entries.table import EntryTable
from editor.data.entries.toolbar import Toolbar, count_of
from editor.data.entries.window import Window
from editor.data.intake.imports import Imports
from editor.data.intake.progress import ProgressView
from editor.data.intake.sheet import IntakeSheet
from editor.theme import told
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problems
from storage.errors import NotFound, StorageError


class EntriesView:
    def __init__(self, installation: Installation, visitor: Visitor, component: str, imports: Imports,
                 asked: dict[str, str]) -> None:  # fmt: skip
        self.installation, self.visitor, self.imports = installation, visitor, imports
        found = installation.entries().component(component)
        self._number = installation.entries().number(component)
        self.window = Window(installation, found, source_of(installation, found, visitor), visitor.language)
        self.deeds = EntryDeeds(installation, visitor, self.window, self.look)
        self.intake = IntakeSheet(installation, visitor, imports, self.window, self.look)
        self.wrong: BaseException | None = None
        self.form: EntryForm
        self._draw()
        ui.timer(0, lambda: self._first(asked), once=True)

    async def look(self) -> None:
        """Read the entries again and show them."""
        self.window.language = self.visitor.language
        try:
            await asyncio.to_thread(self.window.look)
            self.wrong = None
        except (StorageError, Problems) as wrong:
            self.wrong = wrong
        self.filters.tell()
        self.table.show(self.window)
        for part in (self._count, self._pager, self._empty):
            part.refresh()
        self._tools.tell()

    def redesigned(self) -> None:
        """The design is another one: the columns, too."""
        entries = self.installation.entries()
        component = entries.component(self.window.component.id)
        self.window.component = component
        self.window.source = source_of(self.installation, component, self.visitor)
        self.window.filters.follow(component)
        self.window.order = (
            self.window.order if self.window.order and self.window.sortable(self.window.order[0]) else None
        )
        self.filters.refresh()
        ui.timer(0, self.look, once=True)

    async def _first(self, asked: dict[str, str]) -> None:
        await self.look()
        if asked.get("entry", "").isdecimal():
            await self.open(int(asked["entry"]))

    async def open(self, id: int | str) -> None:
        """An entry beside the table."""
        try:
            entry = await asyncio.to_thread(self.window.source.get, id)
        except NotFound:
            entry = None
        if entry is None:
            ui.notify(self.visitor.say("problems.entry_missing", id=id))
            await self.look()
        else:
            await self.form.open(self.window.component, entry)

    async def new(self) -> None:
        await self.form.open(self.window.component, None)

    def add_filter(self) -> None:
        self.filters.add()

    async def sort(self, name: str) -> None:
        self.window.sort(name)
        await self.look()

    async def turn(self, by: int) -> None:
        self.window.turn(by)
        await self.look()
        self.table.run_method("top")

    def _draw(self) -> None:
        visitor = self.visitor
        with Element("div").classes("entries-page"), Element("div").classes("entries-main"):
            with Element("div").classes("line entries-tools"):
                self._count = told(visitor, lambda: count_of(self))
                self._tools = Toolbar(self)
            ProgressView(visitor, self.imports, self._number, self.look)
            self.filters = FilterView(self.installation, visitor, self.window, self.look)
            with Element("div").classes("entries-beside"):
                with Element("section").classes("panel entries-panel"):
                    self.table = EntryTable(visitor, choose=self.deeds.may, on_open=self.open, on_sort=self.sort,
                                            on_chosen=self._choose)  # fmt: skip
                    self._empty = told(visitor, self._draw_empty)
                    self._pager = told(visitor, lambda: pager(visitor, self.window, self.turn))
                self.form = EntryForm(self.installation, visitor, self.look, self._mark)
        visitor.on_language(lambda: self.table.show(self.window))

    def _choose(self, ids: list[int]) -> None:
        self.deeds.chosen = ids
        self._tools.tell()

    def _mark(self, id: int | str | None) -> Any:
        return self.table.run_method("mark", id)

    def _draw_empty(self) -> None:
        """Why there are no rows, and what to do."""
        say, component = self.visitor.say, self.window.component
        self.table.set_visibility(bool(self.window.rows))
        if self.window.rows and not self.wrong:
            return
        with Element("div").classes("empty").props('data-testid="entries-empty"'):
            if self.wrong:
                icon("error")
                text("p", self.visitor.explain(self.wrong))
            elif any(one.complete for one in self.window.filters.lines):
                icon("search_off")
                text("p", say("data.none_found"))
            elif not component.fields:
                icon("view_column")
                text("p", say("data.design_first"))
            else:
                icon("table_rows")
                text("p", say("data.no_entries" if self.deeds.may else "data.no_entries_yet"))

"""The parts of the page Audit: the line about the chain, the search, the files, the table."""

import asyncio
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.audit.chain import chain_notice
from editor.audit.exporting import KINDS
from editor.audit.listing import Listing
from editor.audit.rows import line_table
from editor.audit.verdict import verdict
from editor.controls import icon, text
from editor.theme import told
from editor.visitor import Visitor
from runtime.problems import problem
from storage.audit import Audit


class AuditView:
    """Each deed asks the right again."""

    def __init__(self, audit: Audit, visitor: Visitor) -> None:
        self._audit, self._visitor, self._listing = audit, visitor, Listing(audit)
        self._listing.look()
        told(visitor, lambda: text("p", visitor.say("audit.about")).classes("quiet"))
        self._chain: Any = told(visitor, lambda: chain_notice(visitor, self._listing, self._check))
        with Element("div").classes("line wrap"):
            told(visitor, self._search)
            Element("span").classes("grow")
            told(visitor, self._files)
        self._table: Any = told(visitor, lambda: line_table(visitor, self._listing, self._older))

    def _search(self) -> None:
        words = self._visitor.say("audit.search")
        field = ui.input(placeholder=words, value=self._listing.sought, on_change=lambda event: self._seek(event.value))
        field.props('clearable debounce=250 type=search data-testid="audit-search"').classes("seek")
        field.props["aria-label"] = words
        with field.add_slot("prepend"):
            icon("search")

    def _files(self) -> None:
        with Element("div").classes("line"):
            for kind in KINDS:
                with Element("a").classes("button-like").props(f'href="/audit/export?kind={kind}" download'):
                    icon("download")
                    text("span", self._visitor.say(f"audit.export_{kind}"))

    async def _seek(self, words: str | None) -> None:
        self._permit()
        self._listing.sought = words or ""
        await asyncio.to_thread(self._listing.look)
        self._table.refresh()

    async def _older(self) -> None:
        self._permit()
        await asyncio.to_thread(self._listing.older)
        self._table.refresh()

    async def _check(self) -> None:
        self._permit()
        self._listing.checking = True
        self._chain.refresh()
        try:
            self._listing.verdict = await asyncio.to_thread(verdict, self._audit)
        finally:
            self._listing.checking = False
            self._chain.refresh()

    def _permit(self) -> None:
        if not self._visitor.may("administer"):
            raise problem("not_allowed")

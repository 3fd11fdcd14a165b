"""The bell: how much is new, at once and on every open page, and what was told."""

import asyncio
from textwrap import shorten
from time import monotonic
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text, toast
from editor.notices.following import follow
from editor.notices.inbox import Inbox
from editor.notices.listing import NoticeList
from editor.visitor import Visitor

_PANEL = "document.querySelector('[data-testid=notices]')"
MOST = 99
"""More than so many are only many."""
_WORDS = 80
"""Characters of a subject that an announcement says."""
_STANDS = 4.0
"""Seconds for which one announcement keeps others back."""


class Bell:
    """One of one page. It is told of changes by whoever makes them, and drawn anew with another language."""

    _button: Any = None
    _menu: Any = None

    def __init__(self, visitor: Visitor, inbox: Inbox) -> None:
        self._visitor, self._inbox = visitor, inbox
        self._count, self._newest = 0, self._latest()
        self._announced = 0.0
        self._list: NoticeList | None = None
        follow(inbox, self._look)

    def draw(self) -> None:
        self._count = self._inbox.unread()
        self._button = Element("button").classes("bell")
        self._button.props('type="button" data-testid="bell" aria-haspopup="dialog"')
        with self._button:
            icon("notifications")
            self._badge = text("span", "").classes("badge").props('aria-hidden="true" data-testid="bell-count"')
            self._draw_panel()
        self._button.on("click", self._turn, args=[])
        self._show()

    def _draw_panel(self) -> None:
        say = self._visitor.say
        self._menu = ui.menu().props("no-parent-event no-focus anchor='bottom right' self='bottom left' role='dialog'")
        self._menu.props["aria-label"] = say("notices.title")
        with self._menu, Element("div").classes("notices-panel").props('tabindex="-1" data-testid="notices"'):
            self._head()
            self._list = NoticeList(self._visitor, self._inbox, older=False)
            text("a", say("notices.all")).classes("all").props('href="/notices" data-testid="notices-all"')

    def _head(self) -> None:
        say = self._visitor.say
        with Element("header"):
            text("h2", say("notices.title"))
            read = button(say("notices.all_read"), self._read_all, icon="done_all", kind="link")
            read.props('data-testid="notices-read"')

    async def _read_all(self) -> None:
        await asyncio.to_thread(self._inbox.mark_read)

    async def _look(self) -> None:
        """Something was told or read, here or elsewhere."""
        self._count, newest = await asyncio.to_thread(lambda: (self._inbox.unread(), self._latest()))
        self._show()
        if newest > self._newest:
            self._newest = newest
            await self._announce()
        await self._refresh()

    async def _announce(self) -> None:
        """In words, unless the last ones still stand there or the panel shows it anyway."""
        if monotonic() - self._announced < _STANDS or self._menu.value:
            return
        self._announced = monotonic()
        found = await asyncio.to_thread(self._inbox.newest, self._visitor.language, limit=1)
        if found:
            toast(self._visitor.say("notices.came", subject=shorten(found[0].subject, _WORDS, placeholder="…")))

    async def _turn(self) -> None:
        """Filled before it opens, so that it finds its place."""
        if self._menu.value:
            self._menu.close()
            return
        if self._list:
            await self._list.refresh()
        self._menu.open()
        ui.run_javascript(f"setTimeout(() => {_PANEL}?.focus(), 50)")

    async def _refresh(self) -> None:
        """What is open is shown as it is now; whoever used a button that is gone stays in the panel."""
        if self._list and self._menu.value:
            await self._list.refresh()
            self._menu.run_method("updatePosition")
            ui.run_javascript(f"if (document.activeElement === document.body) {_PANEL}?.focus()")

    def _show(self) -> None:
        say = self._visitor.say
        name = say("notices.bell", count=self._count) if self._count else say("notices.bell_none")
        self._button.props["aria-label"] = name
        self._button.update()
        self._badge._text = f"{MOST}+" if self._count > MOST else str(self._count)
        self._badge.set_visibility(self._count > 0)
        self._badge.update()

    def _latest(self) -> int:
        found = self._inbox.notices.of(self._inbox.person, limit=1)
        return found[0].number if found else 0

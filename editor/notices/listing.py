"""A person's notices below each other, the newest first; each can be marked as read, and opened where it leads on."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui.element import Element

from editor.controls import button, icon, text, tool
from editor.notices.inbox import Inbox
from editor.visitor import Visitor
from storage.notices import Notice

PAGE = 20


class NoticeList:
    """`refresh` looks again. With `older`, more than the newest can be reached."""

    def __init__(self, visitor: Visitor, inbox: Inbox, *, older: bool) -> None:
        self._visitor, self._inbox, self._older = visitor, inbox, older
        self._limit = PAGE
        self.notices: list[Notice] = []
        self._box = Element("div").classes("notices")

    async def refresh(self) -> None:
        """As it is now."""
        language = self._visitor.language
        found = await asyncio.to_thread(partial(self._inbox.newest, language, limit=self._limit + 1))
        self.notices = list(found[: self._limit])
        if not self._box.is_deleted:
            self._box.clear()
            with self._box:
                self._draw(more=len(found) > self._limit)

    def _draw(self, *, more: bool) -> None:
        say = self._visitor.say
        if not self.notices:
            with Element("div").classes("none").props('data-testid="notices-none"'):
                icon("notifications_off")
                text("p", say("notices.none"))
            return
        with Element("ul"):
            for one in self.notices:
                self._line(one)
        if more and self._older:
            button(say("notices.older"), self._more, kind="link").props('data-testid="notices-older"')

    def _line(self, one: Notice) -> None:
        say = self._visitor.say
        line = Element("li").classes("" if one.read else "unread").props(f'data-testid="notice-{one.number}"')
        with line:
            with Element("div").classes("grow"):
                with Element("div").classes("subject"):
                    if not one.read:
                        text("span", say("notices.new")).classes("unseen")
                    text("strong", one.subject)
                if one.body:
                    text("p", one.body)
                with Element("div").classes("small quiet line"):
                    text("span", self._visitor.minute(one.time))
                    if one.link:
                        self._link(one)
            if not one.read:
                read = tool(say("notices.read_one", subject=one.subject), self._reader(one), icon="check")
                read.props(f'data-testid="notice-read-{one.number}"')

    def _link(self, one: Notice) -> None:
        link = text("a", self._visitor.say("notices.open_link")).props(f'data-testid="notice-open-{one.number}"')
        link.props["href"] = one.link
        link.props["aria-label"] = f"{self._visitor.say('notices.open_link')}: {one.subject}"
        link.on("click", self._reader(one), args=[])

    def _reader(self, one: Notice) -> Callable[..., Any]:
        async def read() -> None:
            await asyncio.to_thread(self._inbox.mark_read, [one.number])

        return read

    async def _more(self) -> None:
        self._limit += PAGE
        await self.refresh()

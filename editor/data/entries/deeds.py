"""What is done with entries from their table: several deleted at once, those that were sought exported."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from editor.controls import toast
from editor.data.entries.window import Window
from editor.data.question import confirmed
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from runtime.services.entry_export import Format, export
from storage.entries import Operation


class EntryDeeds:
    """`chosen` are the ids whose rows are ticked; `changed` shows the entries again."""

    def __init__(self, installation: Installation, visitor: Visitor, window: Window,
                 changed: Callable[[], Awaitable[Any]]) -> None:  # fmt: skip
        self.installation, self.visitor, self.window, self.changed = installation, visitor, window, changed
        self.chosen: list[int] = []

    @property
    def may(self) -> bool:
        return self.visitor.may("enter")

    async def delete(self) -> None:
        """Ask, then delete what is chosen, all of it or nothing."""
        if not self.may:
            raise problem("not_allowed")
        say, ids = self.visitor.say, list(self.chosen)
        title, words = say("data.delete_title", count=len(ids)), say("data.delete_text", count=len(ids))
        if not ids or not await confirmed(self.visitor, title, words, say("data.delete_go")):
            return
        operations = [Operation(self.window.component.id, "delete", one) for one in ids]
        entries, user = self.installation.entries(), self.visitor.person.name
        outcomes = await asyncio.to_thread(entries.write, operations, user)
        self.chosen = []
        toast(say("data.entries_deleted", count=sum(1 for one in outcomes if one.done == "deleted")))
        await self.changed()

    async def export(self, kind: Format) -> None:
        """The entries that pass the filters, in the order that is seen, as a file to download."""
        window, notice = self.window, ui.notification(self.visitor.say("data.exporting"), spinner=True, timeout=None)
        conditions, _ = window.filters.conditions(self.visitor.language)
        order = [window.order] if window.order else []
        try:
            made = await asyncio.to_thread(
                export, self.installation.entries(), self.installation.files, window.component.id, kind,
                conditions=conditions, order=order, creator=self.visitor.person.name,
            )  # fmt: skip
        finally:
            notice.dismiss()
        ui.download.from_url(f"/files/{made.id}/content", made.name)

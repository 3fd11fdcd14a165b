"""Saving a design: what it does to the entries is told first, and what somebody else did in between."""

import asyncio
from collections.abc import Callable
from typing import Any

from editor.controls import toast
from editor.data.design.change_sheet import ask_change
from editor.data.design.effects import effects
from editor.data.design.sketch import Sketch
from editor.data.design.stale_sheet import ask_stale
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from storage.component import Component
from storage.entries import Unfit
from storage.entries.change import difference
from storage.entries.designing import StaleComponent


class Saving:
    """`again` draws the design anew, `saved` hears of what stands now."""

    def __init__(self, installation: Installation, visitor: Visitor, sketch: Sketch, again: Callable[[], Any],
                 saved: Callable[[], Any]) -> None:  # fmt: skip
        self._visitor, self._sketch, self._again, self._saved = visitor, sketch, again, saved
        self._entries = installation.entries()
        self._busy = False

    async def save(self) -> None:
        """One at a time, however often it is asked for."""
        if not self._visitor.may("design"):
            raise problem("not_allowed")
        if self._busy:
            return
        self._busy = True
        try:
            await self._save()
        except Unfit as wrong:
            self._sketch.faults = wrong.faults
            self._again()
        except StaleComponent as stale:
            await self._settle(stale)
        finally:
            self._busy = False

    async def _save(self) -> None:
        wanted = self._sketch.component
        theirs = await asyncio.to_thread(self._entries.component, wanted.id)
        change = await asyncio.to_thread(self._entries.change, wanted)
        count = 0 if theirs.proxy else await asyncio.to_thread(self._entries.count, wanted.id)
        told = effects(change, count) if theirs.revision == wanted.revision else []
        if told and not await ask_change(self._visitor, wanted.name, told):
            return
        await self._define(wanted, keep=bool(told))

    async def _define(self, wanted: Component, *, keep: bool) -> None:
        """Values that were not foreseen are never set aside unasked: then it is told again."""
        author = self._visitor.person.name
        made = await asyncio.to_thread(
            lambda: self._entries.define(wanted, author, revision=wanted.revision, keep=keep)
        )
        self._sketch.take(made)
        self._again()
        self._saved()
        toast(self._visitor.say("data.design_done"))

    async def _settle(self, stale: StaleComponent) -> None:
        """Somebody was first: keep mine, take theirs, or think about it."""
        theirs = await asyncio.to_thread(self._entries.component, self._sketch.base.id)
        told = effects(difference(self._sketch.base, theirs, {}), 0)
        choice = await ask_stale(self._visitor, stale, told)
        if choice == "theirs":
            self._sketch.take(theirs)
            self._saved()
            self._again()
        elif choice == "mine":
            self._sketch.rebase(theirs)
            self._busy = False
            await self.save()

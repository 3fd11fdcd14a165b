"""Changes of entries that were posted and could not be written: why, and what to do with them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from nicegui.element import Element

from editor.controls import grid, icon, text, tool
from editor.data.wrong import sentence
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from storage.entries.outbox import Undelivered

_SHOWN = 120
"""Characters of the values that a line shows."""


@dataclass
class Undelivery:
    """What the page shows of the outbox, and what can be done with it."""

    installation: Installation
    visitor: Visitor
    postings: Sequence[Undelivered] = ()

    def look(self) -> bool:
        """Read the outbox again; whether anything is different."""
        before = self.postings
        self.postings = self.installation.entries().outbox.undelivered()
        return [one.number for one in before] != [one.number for one in self.postings]

    async def retry(self, number: int) -> None:
        self._need()
        await asyncio.to_thread(self.installation.entries().outbox.retry, number)

    async def drop(self, number: int) -> None:
        self._need()
        await asyncio.to_thread(self.installation.entries().outbox.drop, number)

    def _need(self) -> None:
        if not self.visitor.may("enter"):
            raise problem("not_allowed")


def undelivered_view(visitor: Visitor, undelivery: Undelivery, changed: Callable[[], Awaitable[None]]) -> None:
    """Nothing where all was delivered."""
    if not undelivery.postings:
        return
    heads = [visitor.say(f"data.posting.{name}") for name in ("what", "why", "when", "deeds")]
    with Element("section").classes("panel").props('data-testid="undelivered"'):
        with Element("header"):
            icon("warning")
            text("h2", visitor.say("data.posting.title", count=len(undelivery.postings)))
        with grid(*heads, unseen_last=True):
            for one in undelivery.postings:
                _row(visitor, one, undelivery, changed)


def _row(visitor: Visitor, one: Undelivered, undelivery: Undelivery, changed: Callable[[], Awaitable[None]]) -> None:
    say = visitor.say

    async def retry() -> None:
        await undelivery.retry(one.number)
        await changed()

    async def drop() -> None:
        await undelivery.drop(one.number)
        await changed()

    with Element("tr").props(f'data-testid="posting-{one.number}"'):
        with Element("td"):
            names = dict.fromkeys(operation.component for operation in one.operations)
            text("div", say("data.posting.changes", count=len(one.operations), components=", ".join(names)))
            text("div", _values(one)).classes("small quiet cut posting-values")
        with Element("td"):
            for words in list(dict.fromkeys(sentence(visitor, fault) for fault in one.faults))[:3]:
                text("div", words)
        with Element("td"):
            text("div", visitor.minute(one.time))
            text("div", one.user).classes("small quiet")
        with Element("td").classes("deeds"):
            if visitor.may("enter"):
                tool(say("data.posting.retry"), retry, icon="replay").props(f'data-testid="posting-retry-{one.number}"')
                tool(say("data.posting.drop"), drop, icon="delete").props(f'data-testid="posting-drop-{one.number}"')


def _values(one: Undelivered) -> str:
    """The first change's values, as they were posted."""
    values = one.operations[0].values if one.operations else {}
    told = ", ".join(f"{name}: {value}" for name, value in values.items())
    return told if len(told) <= _SHOWN else f"{told[: _SHOWN - 1]}…"

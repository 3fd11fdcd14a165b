"""Values of fields that are gone, kept until somebody discards them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nicegui.element import Element

from editor.controls import button, grid, text
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from storage.entries.aside import Aside
from storage.errors import StorageError


@dataclass
class Kept:
    """What is kept aside of one component."""

    installation: Installation
    visitor: Visitor
    component: str
    values: Sequence[Aside] = ()

    async def look(self) -> None:
        try:
            self.values = await asyncio.to_thread(self.installation.entries().aside, self.component)
        except StorageError:  # the component is gone: its page tells
            self.values = ()

    async def discard(self, column: str) -> None:
        """Drop for good."""
        if not self.visitor.may("design"):
            raise problem("not_allowed")
        await asyncio.to_thread(self.installation.entries().discard, self.component, column)
        await self.look()


def kept_view(visitor: Visitor, kept: Kept, changed: Callable[[], Any]) -> None:
    """Nothing where nothing is kept."""
    values = [one for one in kept.values if one.count]
    if not values:
        return
    heads = [visitor.say(f"data.aside.{name}") for name in ("field", "values", "since", "deeds")]
    with Element("section").classes("panel").props('data-testid="aside"'):
        with Element("header"):
            text("h2", visitor.say("data.aside.title"))
        with grid(*heads, unseen_last=True):
            for one in values:
                _row(visitor, kept, one, changed)


def _row(visitor: Visitor, kept: Kept, one: Aside, changed: Callable[[], Any]) -> None:
    async def discard() -> None:
        await kept.discard(one.column)
        changed()

    with Element("tr"):
        with Element("td"):
            text("div", one.field.name)
            text("div", visitor.say(f"data.aside.{one.why}")).classes("small quiet")
        with Element("td"):
            text("div", visitor.say("data.values", count=one.count))
            text("div", ", ".join(map(str, one.examples))).classes("small quiet described")
        with Element("td"):
            text("div", visitor.minute(datetime.fromisoformat(one.time)))
            text("div", one.author).classes("small quiet")
        with Element("td").classes("deeds"):
            if visitor.may("design"):
                made = button(visitor.say("data.aside.discard"), discard, icon="delete", kind="danger").classes("small")
                made.props(f'data-testid="discard-{one.column}"')

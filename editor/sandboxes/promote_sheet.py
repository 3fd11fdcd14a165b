"""Promoting a flow: where to, which state, and everything that comes along, listed before anything is done."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.sandboxes.allowed import holding
from editor.sandboxes.chooser import switch_form
from editor.sandboxes.promoted_things import promoted_things
from editor.sandboxes.sheet import Sheet
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from runtime.sandboxes.needs import Key
from runtime.sandboxes.promoting import Promoting
from runtime.sandboxes.promotion import Promotion, promotion
from storage.record import Record


def targets(installation: Installation, visitor: Visitor) -> Sequence[str]:
    """The other sandboxes in which the visitor may design."""
    found = holding(installation, visitor.person.name, "design")
    return [one.name for one in found if one.name != visitor.sandbox]


@dataclass
class PromoteSheet:
    """One asking; `take` are the things that are to be taken over though they are different there."""

    installation: Installation
    visitor: Visitor
    flow_id: str
    name: str
    target: str = ""
    live: bool = False
    take: set[Key] = field(default_factory=set)
    found: Promotion | None = None
    _part: Any = None

    async def open(self) -> None:
        """Looks first, so that the sheet opens with everything in it."""
        say = self.visitor.say
        choices = await asyncio.to_thread(targets, self.installation, self.visitor)
        self.target = next(iter(choices), "")
        if not choices:
            raise problem("promotion_nowhere")
        record = await asyncio.to_thread(self.installation.flows().get, self.flow_id)
        self.live = not record.has_draft
        await self._look()
        self._sheet = Sheet(self.visitor, say("promotion.title", name=self.name), "promote")
        with self._sheet.open("", self._do):
            self._choices(choices, record)
            self._part = ui.refreshable(self._things)
            self._part()
        self._name_deed()

    def _choices(self, choices: Sequence[str], record: Record) -> None:
        say = self.visitor.say
        to = ui.select(list(choices), value=self.target, label=say("promotion.to"), on_change=self._turned("target"))
        to.props('data-testid="promote-to"')
        if record.has_draft and record.live_version is not None:
            states = {False: say("promotion.draft"), True: say("promotion.live", version=record.live_version)}
            what = ui.radio(states, value=self.live, on_change=self._turned("live"))
            what.props('inline data-testid="promote-what"').props["aria-label"] = say("promotion.what")

    def _turned(self, name: str) -> Any:
        async def turn(event: Any) -> None:
            setattr(self, name, event.value)
            self.take.clear()
            await self._look()
            self._part.refresh()
            self._name_deed()

        return turn

    async def _look(self) -> None:
        self.found = await asyncio.to_thread(self._found)

    def _found(self) -> Promotion:
        rights = self.installation.roles.rights(self.visitor.person.name, self.target)
        if "design" not in rights or not self.visitor.may("read"):
            raise problem("not_allowed")
        return promotion(self.installation, self.visitor.sandbox, self.flow_id, self.target, live=self.live,
                         administers="administer" in rights)  # fmt: skip

    def _things(self) -> None:
        if self.found:
            promoted_things(self.visitor, self.found, self.take)

    def _name_deed(self) -> None:
        self._sheet.go.set_text(self.visitor.say("promotion.go", name=self.target))

    async def _do(self) -> None:
        """What is done is what was listed; if it is not that any more, the list is drawn again."""
        assert self.found
        seen = self.found.state
        try:
            there = await asyncio.to_thread(self._promoted, seen)
        except Exception:
            await self._look()
            self._part.refresh()
            raise
        self._told(there)

    def _promoted(self, seen: str) -> str:
        return Promoting(self.installation, self.visitor.person.name).do(self._found(), self.take, seen=seen)

    def _told(self, there: str) -> None:
        say = self.visitor.say
        same = self.found is not None and self.found.flow.standing == "equal"
        title = say("promotion.itself.equal") if same else say("promotion.done", flow=self.name, name=self.target)
        with ui.context.client.layout, ui.dialog() as sheet, ui.card().classes("sandbox-sheet") as card:
            card.props('data-testid="promoted"')
            sheet.props["aria-label"] = title
            sheet.on("hide", sheet.delete)
            with Element("div").classes("line"):
                icon("check_circle")
                text("h2", title)
            with Element("div").classes("sheet-deeds"):
                button(say("frame.close"), sheet.close)
                words = say("promotion.visit", name=self.target)
                switch_form(self.visitor, self.target, words, f"/flows/{there}", kind="go")
        sheet.open()

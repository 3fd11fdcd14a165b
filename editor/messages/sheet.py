"""How the flow's subscription is doing, and the messages that were set aside."""

import asyncio

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.messages.letters import LetterLine
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.subscriptions.state import SubscriptionState


class MessageSheet:
    def __init__(self, installation: Installation, visitor: Visitor, flow_id: str) -> None:
        self._installation, self._visitor, self._flow = installation, visitor, flow_id
        self._place = ui.context.client.layout

    async def open(self) -> None:
        """As it is now; it is drawn anew after each deed."""
        say = self._visitor.say
        with self._place, ui.dialog() as sheet, ui.card().classes("sheet").props('data-testid="messages-sheet"'):
            sheet.on("hide", sheet.delete)
            sheet.props["aria-label"] = say("messages.title")
            text("h2", say("messages.title"))
            inside = Element("div").classes("sheet-like")
            with Element("div").classes("sheet-deeds"):
                button(say("frame.close"), sheet.close).props('data-testid="sheet-close"')
        await self._fill(inside)
        sheet.open()

    async def _fill(self, inside: Element) -> None:
        subscriptions, where = self._installation.subscriptions, self._installation.sandbox
        state = await asyncio.to_thread(subscriptions.state, self._flow, where)
        letters = await asyncio.to_thread(subscriptions.dead_letters(self._flow, where).list)
        inside.clear()
        with inside:
            self._tell(state)
            text("h3", self._visitor.say("messages.dead", count=len(letters)))
            for letter in letters:
                LetterLine(self._installation, self._visitor, self._flow, letter, lambda: self._fill(inside))

    def _tell(self, state: SubscriptionState | None) -> None:
        visitor, say = self._visitor, self._visitor.say
        if state is None:
            text("p", say("messages.off"))
            return
        if state.error:
            with Element("div").classes("notice bad").props('role="alert" data-testid="messages-error"'):
                icon("error")
                text("div", visitor.explain(state.error))
        last = visitor.moment(state.last_message) if state.last_message else say("messages.none_yet")
        lines = [
            ("sensors", say("messages.connected" if state.connected else "messages.connecting")),
            ("move_to_inbox", say("messages.received", count=state.received, unfinished=state.unfinished)),
            ("schedule", say("messages.last", time=last)),
        ]
        if state.lag is not None:
            lines.append(("hourglass_top", say("messages.lag", count=state.lag)))
        with Element("ul").props('data-testid="messages-state"'):
            for sign, words in lines:
                with Element("li"):
                    icon(sign)
                    ui.label(words)

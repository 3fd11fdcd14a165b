"""The sign beside a flow's name that it waits for messages; it opens the sheet."""

import asyncio

from nicegui import ui

from editor.controls import lasting
from editor.messages.sheet import MessageSheet
from editor.messages.standing import told
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.subscriptions.state import Glance

_EVERY = 2.0
"""Seconds between two looks."""


class MessageChip:
    """Unseen where the flow waits for nothing and nothing was set aside."""

    def __init__(self, installation: Installation, visitor: Visitor, flow_id: str) -> None:
        self._installation, self._visitor, self._flow = installation, visitor, flow_id
        self._glance: Glance | None = None
        self._sheet = MessageSheet(installation, visitor, flow_id)
        self._button = ui.button(color=None, on_click=lasting(self._sheet.open)).classes("link small message-chip")
        self._button.props('icon="sym_o_sensors" data-testid="messages"')
        with self._button:
            self._words = ui.label().classes("words-when-wide")
            self._aside = ui.label().classes("badge warn").props('aria-hidden="true"')
        self._button.set_visibility(False)
        visitor.on_language(self._draw)
        ui.timer(_EVERY, self._look)

    async def _look(self) -> None:
        glances, where = self._installation.subscriptions.glances, self._installation.sandbox
        found = await asyncio.to_thread(glances, [self._flow], where)
        self._glance = found.get(self._flow)
        self._draw()

    def _draw(self) -> None:
        self._button.set_visibility(self._glance is not None)
        if self._glance:
            words, aside = told(self._visitor, self._glance), self._glance.dead_letters
            self._words.set_text(words)
            self._aside.set_text(str(aside))
            self._aside.set_visibility(aside > 0)
            self._button.props["aria-label"] = words

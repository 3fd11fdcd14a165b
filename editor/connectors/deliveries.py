"""The delivery log of a connector: every mail that went this way, what became of it, and what to do about it."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.connectors.working import Working
from editor.controls import button, grid, pill, text, toast, tool
from editor.visitor import Visitor
from runtime.problems import Problem, problem
from storage.errors import StorageError
from storage.mails import Delivery
from storage.vault import masked

_EVERY = 2.0
"""Seconds between two looks."""
_PAGE = 20
_PILLS = {"waiting": "queued", "sending": "running", "sent": "succeeded", "failed": "failed", "dropped": "cancelled"}
HEADS = ("to", "subject", "state", "deeds")


class Deliveries:
    """Drawn anew when something became of a mail. Of an HTTP system it is unseen as long as none went this way."""

    _part: Any = None

    def __init__(self, visitor: Visitor, working: Working) -> None:
        self._visitor, self._working = visitor, working
        self._mails = working.installation.mails
        self._shown, self._limit = (list[Delivery](), dict[str, int]()), _PAGE
        self._more = False

    def draw(self) -> None:
        """The panel, and a look now and then."""
        self._part = ui.refreshable(self._draw)
        self._part()
        self._visitor.on_language(self._part.refresh)
        ui.timer(_EVERY, self._look)

    async def _look(self) -> None:
        found = await asyncio.to_thread(self._found)
        if found != self._shown:
            self._shown = found
            self._part.refresh()

    def _found(self) -> tuple[list[Delivery], dict[str, int]]:
        connector, sandbox = self._working.saved.id, self._visitor.sandbox
        mails = list(self._mails.of(connector, sandbox, limit=self._limit + 1))
        self._more = len(mails) > self._limit
        return mails[: self._limit], self._mails.counts(connector, sandbox)

    def _draw(self) -> None:
        say, (mails, counts) = self._visitor.say, self._shown
        if self._working.kind == "http" and not mails:
            return
        with Element("section").classes("panel").props('id="deliveries" data-testid="deliveries"'):
            with Element("header"):
                text("h2", say("deliveries.title")).classes("grow")
                told = {name: counts.get(name, 0) for name in ("waiting", "sent", "failed")}
                text("span", say("deliveries.counts", **told)).classes("quiet small")
            if not mails:
                text("p", say("deliveries.none")).classes("body quiet")
                return
            with grid(*(say(f"deliveries.{name}") for name in HEADS), unseen_last=True):
                for mail in mails:
                    self._row(mail)
            if self._more:
                button(say("deliveries.older"), self._older, kind="link").props('data-testid="deliveries-older"')

    def _row(self, mail: Delivery) -> None:
        with Element("tr").props(f'data-testid="delivery-{mail.number}"'):
            with Element("td"):
                text("div", mail.recipient).classes("wrap-anywhere")
                if mail.name:
                    text("div", mail.name).classes("small quiet")
            with Element("td"):
                text("div", masked(mail.subject)).classes("wrap-anywhere")
                with Element("div").classes("small quiet line wrap"):
                    text("span", self._visitor.minute(mail.created))
                    if mail.run:
                        text("a", self._visitor.say("deliveries.run")).props(f'href="/runs/{mail.run}"')
            with Element("td"):
                self._state(mail)
            with Element("td").classes("deeds"):
                self._deeds(mail)

    def _state(self, mail: Delivery) -> None:
        say = self._visitor.say
        pill(_PILLS[mail.state], say(f"deliveries.states.{mail.state}"))
        if mail.code and mail.state != "sent":
            text("div", self._visitor.explain(Problem(code=mail.code, parameters=mail.parameters))).classes("small")
        notes: Sequence[str] = [
            *([say("deliveries.attempts", count=mail.attempts)] if mail.attempts > 1 else []),
            *([say("deliveries.next", time=self._visitor.moment(mail.due))]
              if mail.state == "waiting" and mail.due and mail.attempts else []),
        ]  # fmt: skip
        if notes:
            text("div", " · ".join(notes)).classes("small quiet")
        if mail.uncertain:
            note = text("div", say("deliveries.uncertain")).classes("small quiet")
            note.props["title"] = say("deliveries.uncertain_means")

    def _deeds(self, mail: Delivery) -> None:
        if mail.state not in ("waiting", "failed") or not self._visitor.may("run"):
            return
        say, sandbox = self._visitor.say, self._visitor.sandbox
        for name, sign, deed in (("again", "replay", self._mails.again), ("drop", "close", self._mails.drop)):
            act = partial(self._do, partial(deed, mail.number, sandbox, self._visitor.person.name))
            made = tool(say(f"deliveries.{name}", to=mail.recipient), act, icon=sign)
            made.props(f'data-testid="delivery-{name}-{mail.number}"')

    async def _do(self, deed: Callable[[], None]) -> None:
        if not self._visitor.may("run"):
            raise problem("not_allowed")
        try:
            await asyncio.to_thread(deed)
        except StorageError as gone:
            toast(self._visitor.explain(gone))
        await self._look()

    async def _older(self) -> None:
        self._limit += _PAGE
        await self._look()

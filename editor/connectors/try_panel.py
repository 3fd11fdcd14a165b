"""The panel “Try it” of a connector: what is asked, the button that asks it, and what came back."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.connectors.refused import show_refusal
from editor.connectors.standing import tried_before
from editor.connectors.working import Working
from editor.controls import button, text
from editor.visitor import Visitor
from runtime.problems import Problem, Problems
from storage.errors import StorageError


class TryPanel(ABC):
    """Asks with what is on the page, saved or not. A subclass says what is asked, and shows what came back."""

    _asked: Any = None
    _answer: Any = None
    _before: Any = None

    def __init__(self, visitor: Visitor, working: Working) -> None:
        self.visitor, self.working = visitor, working
        self.outcome: Any = None
        """What came back, or why nothing did; None as long as nothing was asked."""

    @abstractmethod
    def ask(self) -> None:
        """Draw what is asked, with the button."""

    @abstractmethod
    def deed(self) -> tuple[Callable[[], Any], Sequence[Problem]]:
        """What is done in a thread, and what is wrong with what is filled in: then it is not done."""

    @abstractmethod
    def show(self, came: Any) -> None:
        """Draw what came back."""

    def draw(self) -> None:
        with Element("section").classes("panel try").props('data-testid="try"'):
            with Element("header"):
                text("h2", self.visitor.say("connectors.try")).classes("grow")
                with Element("div").classes("last-try"):
                    self._before = ui.refreshable(lambda: tried_before(self.visitor, self.working))
                    self._before()
            with Element("div").classes("body stack-small"):
                self._asked, self._answer = ui.refreshable(self.ask), ui.refreshable(self._draw_answer)
                self._asked()
                self._answer()

    def button(self, *, may: bool) -> None:
        """The one that asks."""
        go = button(self.visitor.say(f"connectors.kinds.{self.working.kind}.send"), self.send, icon="play_arrow")
        go.props('data-once data-testid="try-send"').set_enabled(may)

    def draw_again(self, *, answer: bool = True) -> None:
        """What is asked has changed; an `answer` to something else goes."""
        self._asked.refresh()
        if answer:
            self._answer.refresh()

    async def send(self) -> None:
        self.working.flush()
        deed, wrong = self.deed()
        try:
            self.outcome = Problems(*wrong) if wrong else await asyncio.to_thread(deed)
        except (Problems, StorageError) as refused:
            self.outcome = refused
        if wrong:
            self.working.check()
            self.working.tell()
        self._answer.refresh()
        self._before.refresh()

    def _draw_answer(self) -> None:
        came = self.outcome
        with Element("div").classes("stack-small").props('aria-live="polite" data-testid="try-answer"'):
            if isinstance(came, (Problems, StorageError)):
                show_refusal(self.visitor, self.working.installation, came, self._send_again)
            elif came is not None:
                self.show(came)

    def _send_again(self) -> None:
        ui.timer(0, self.send, once=True)

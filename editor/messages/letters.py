"""One message that was set aside: why, and what to do about it."""

import asyncio
from collections.abc import Awaitable, Callable

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text, toast
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problem, Problems
from storage.errors import StorageError
from storage.message_tables import TakenMessage


class LetterLine:
    """Its reason and its content, which may be repaired by those who may run; `done` is awaited after a deed."""

    def __init__(self, installation: Installation, visitor: Visitor, flow: str, letter: TakenMessage,
                 done: Callable[[], Awaitable[None]]) -> None:  # fmt: skip
        self._subscriptions, self._visitor, self._flow = installation.subscriptions, visitor, flow
        self._sandbox = installation.sandbox
        self._letter, self._done = letter, done
        with Element("div").classes("letter").props(f'data-testid="letter-{letter.number}"'):
            self._reason()
            self._content = self._body()
            if visitor.may("run"):
                self._deeds()

    def _reason(self) -> None:
        say, letter = self._visitor.say, self._letter
        text("p", self._visitor.explain(Problem.model_validate(letter.problem)))
        text("p", say("messages.taken", time=self._visitor.moment(letter.taken))).classes("small quiet")
        if letter.run:
            text("a", say("messages.run")).props(f'href="/runs/{letter.run}"')

    def _body(self) -> ui.textarea:
        content = ui.textarea(value=(self._letter.body or b"").decode("utf-8", "replace"))
        content.props('autogrow outlined input-class=mono input-style="max-height: 30vh" data-testid="letter-body"')
        content.props["aria-label"] = self._visitor.say("messages.body")
        if not self._visitor.may("run"):
            content.props("readonly")
        return content

    def _deeds(self) -> None:
        say = self._visitor.say
        with Element("div").classes("sheet-deeds"):
            drop = button(say("messages.drop"), lambda: self._do(self._drop, "messages.dropped"), kind="danger")
            drop.props('data-once data-testid="letter-drop"')
            go = button(say("messages.replay"), lambda: self._do(self._replay, "messages.replayed"), icon="replay")
            go.props('data-once data-testid="letter-replay"')

    def _drop(self) -> None:
        self._subscriptions.dead_letters(self._flow, self._sandbox).drop(self._letter.number)

    def _replay(self) -> None:
        body = (self._content.value or "").encode("utf-8", "surrogatepass")
        self._subscriptions.replay(self._flow, self._letter.number, body, self._visitor.person.name, self._sandbox)

    async def _do(self, deed: Callable[[], None], word: str) -> None:
        if not self._visitor.may("run"):
            return
        try:
            await asyncio.to_thread(deed)
        except (Problems, StorageError) as wrong:
            toast(self._visitor.explain(wrong))
            return
        toast(self._visitor.say(word))
        await self._done()

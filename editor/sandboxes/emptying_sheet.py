"""Before a sandbox is reset or deleted: what goes, said in numbers, and its name typed by hand."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Literal

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text, toast
from editor.sandboxes.sheet import Sheet
from editor.visitor import Visitor
from runtime.connectors.directory import DIRECTORIES
from runtime.installation import Installation
from runtime.problems import problem
from runtime.sandboxes.content import Content, content, working
from runtime.sandboxes.emptying import delete, reset
from storage.sandboxes import Sandbox

Deed = Literal["reset", "delete"]


@dataclass(frozen=True)
class _Goes:
    content: Content
    working: int
    directories: bool


@dataclass
class EmptyingSheet:
    """`over` is called when it is done."""

    installation: Installation
    visitor: Visitor
    over: Callable[[], Awaitable[object]]

    async def ask(self, one: Sandbox, deed: Deed) -> None:
        """Nothing happens before the name stands there."""
        say, goes = self.visitor.say, await asyncio.to_thread(self._goes, one.name)

        async def go() -> None:
            await self._do(one, deed)

        def typed(words: str | None) -> None:
            sheet.go.set_enabled((words or "").strip() == one.name)

        sheet = Sheet(self.visitor, say(f"sandboxes.{deed}_title", name=one.name), "sandbox-emptying")
        with sheet.open(say(f"sandboxes.{deed}_name", name=one.name), go, kind="danger"):
            self._tell(goes, deed)
            label = say("sandboxes.type_name", name=one.name)
            field = ui.input(label, on_change=lambda event: typed(event.value))
            field.props('autocomplete=off spellcheck=false data-testid="sandbox-typed"')
        sheet.go.set_enabled(False)

    def _tell(self, goes: _Goes, deed: Deed) -> None:
        say, counts = self.visitor.say, {kind: count for kind, count in asdict(goes.content).items() if count}
        text("p", say("sandboxes.goes" if counts else "sandboxes.goes_nothing"))
        with Element("ul"):
            for kind, count in counts.items():
                self._line("remove", say(f"sandboxes.goes_{kind}", count=count))
        with Element("ul"):
            if goes.working:
                self._line("hourglass_top", say("sandboxes.working", count=goes.working))
            if goes.content.flows:
                self._line("hub", say("sandboxes.subscriptions"))
            if goes.content.connectors:
                self._line("mail", say("sandboxes.mail"))
            if goes.directories:
                self._line("warning", say("sandboxes.directories"))
            self._line("group", say("sandboxes.roles_stay" if deed == "reset" else "sandboxes.roles_go"))
            self._line("draft", say("sandboxes.files_stay"))

    def _line(self, sign: str, words: str) -> None:
        with Element("li"):
            icon(sign)
            text("div", words)

    async def _do(self, one: Sandbox, deed: Deed) -> None:
        visitor = self.visitor
        if not visitor.may("administer"):
            raise problem("not_allowed")
        act = reset if deed == "reset" else delete
        try:
            await asyncio.to_thread(act, self.installation, one.name, visitor.person.name)
        finally:
            await self.over()
        if deed == "delete" and one.name == visitor.sandbox:
            ui.navigate.to("/sandboxes")
        toast(visitor.say(f"sandboxes.{deed}_done", name=one.name))

    def _goes(self, name: str) -> _Goes:
        kinds = {connector.kind for connector in self.installation.connectors(name).list()}
        count = len(working(self.installation, name))
        return _Goes(content(self.installation, name), count, bool(kinds & set(DIRECTORIES)))

"""The panel “Try it” of a mail server: we are let in, or a message really goes out."""

from collections.abc import Callable, Sequence

from nicegui.element import Element

from editor.connectors.try_panel import TryPanel
from editor.connectors.trying import noted
from editor.connectors.working import Working
from editor.controls import pill, text
from editor.forms.box import Box
from editor.visitor import Visitor
from runtime.notice_access import Message
from runtime.problems import Problem


class MailTrial(TryPanel):
    """Only who may run flows sends a message."""

    def __init__(self, visitor: Visitor, working: Working) -> None:
        super().__init__(visitor, working)
        self._recipient = visitor.person.email if visitor.may("run") else ""

    def ask(self) -> None:
        if self.visitor.may("run"):
            label = self.visitor.say("connectors.mail.whom")
            with Element("div").classes("setting"):
                text("div", label).classes("setting-label")
                Box(self._recipient, name=label, test_id="try-recipient", on_change=self._typed,
                    placeholder=self.visitor.say("connectors.mail.whom_hint"))  # fmt: skip
        self.button(may=self.working.editable)

    def deed(self) -> tuple[Callable[[], str], Sequence[Problem]]:
        self.working.need()
        visitor, installation, filled = self.visitor, self.working.installation, self.working.filled()
        message = Message(visitor.say("connectors.mail.subject"), visitor.say("connectors.mail.text"))
        to = self._recipient if visitor.may("run") else ""

        def tried() -> str:
            with noted(installation, filled.connector, visitor.person.name, visitor.sandbox):
                installation.post.try_server(filled.connector, filled.secrets, visitor.sandbox, to, message)
            return visitor.say("connectors.mail.sent", to=to) if to else visitor.say("connectors.mail.let_in")

        return tried, filled.problems

    def show(self, came: str) -> None:
        pill("succeeded", self.visitor.say("connectors.answer.connected")).props('data-testid="try-status"')
        text("p", came).classes("quiet")

    def _typed(self, words: str) -> None:
        self._recipient = words.strip()

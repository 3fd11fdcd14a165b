"""The person in front of a page: who they are, the language they read, and what they may do."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from editor.explained import explained
from editor.forms.labels import Words
from editor.i18n import exact, known, minute, moment, number, translate
from runtime.problems import Problem, Problems
from storage.errors import StorageError
from storage.people import People, Person
from storage.rights import RIGHTS, Right
from storage.sandboxes import PROD, Sandbox

if TYPE_CHECKING:
    from editor.notices.inbox import Inbox


@dataclass
class Visitor:
    """One open page of one person, in one sandbox.

    `language` may change while the page stands; `on_language` tells the parts. So may what the person is allowed:
    `granted` tells what it is at this moment.
    """

    person: Person
    language: str = "en"
    theme: str = "auto"
    people: People | None = None
    listeners: list[Callable[[], Any]] = field(default_factory=list)
    sandbox: str = PROD
    granted: Callable[[], frozenset[Right]] | None = None
    readable: Callable[[], Sequence[Sandbox]] = tuple
    """The sandboxes that the person may look into."""
    inbox: "Inbox | None" = None
    """What the person is told."""

    def say(self, key: str, **parameters: Any) -> str:
        """The sentence at `key` in this person's language."""
        return translate(key, self.language, **parameters)

    def number(self, value: float) -> str:
        return number(value, self.language)

    def exact(self, value: float) -> str:
        """A value of somebody's data, with all its digits."""
        return exact(value, self.language)

    def moment(self, value: datetime) -> str:
        """Date and time in the zone of this machine, as the language writes them."""
        return moment(value.astimezone(), self.language)

    def minute(self, value: datetime) -> str:
        """The same without seconds, where many stand below each other."""
        return minute(value.astimezone(), self.language)

    def json(self, value: Any) -> str:
        """Any JSON value as text, indented, with its own letters."""
        return json.dumps(value, ensure_ascii=False, indent=2, default=str)

    @property
    def rights(self) -> frozenset[Right]:
        return self.granted() if self.granted else RIGHTS[self.person.role]

    def may(self, right: Right) -> bool:
        return right in self.rights

    def explain(self, wrong: Problem | BaseException, step_type: str = "") -> str:
        """A sentence for what went wrong, never a stack trace. `step_type` names the settings by their labels."""
        if step_type and isinstance(wrong, Problem):
            return explained(wrong, Words(step_type, self.language))
        if isinstance(wrong, Problems):
            return " ".join(self.explain(one) for one in wrong.problems)
        if isinstance(wrong, Problem | StorageError):
            key = f"problems.{wrong.code}"
            return self.say(key, **wrong.parameters) if known(key) else self.say("problems.unexpected", code=wrong.code)
        return self.say("problems.unexpected", code=type(wrong).__name__)

    def on_language(self, listener: Callable[[], Any]) -> None:
        """Call `listener` after each change of language (to draw again, from state that lives outside the page)."""
        self.listeners.append(listener)

    def speak(self, language: str) -> None:
        """Change the language here, and remember it for the account; where that fails, the page speaks it anyway."""
        self.language = language
        for listener in self.listeners:
            listener()
        if self.people:
            self.people.set_language(self.person.name, language)

    def paint(self, theme: str) -> None:
        """Remember light or dark for the account; the page itself switches in the browser."""
        self.theme = theme
        if self.people:
            self.people.set_theme(self.person.name, theme)

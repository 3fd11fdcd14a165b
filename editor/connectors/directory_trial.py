"""The panel “Try it” of a directory: somebody is looked up there, or a provider is asked what it says of itself."""

from collections.abc import Callable, Sequence
from contextlib import closing

from nicegui.element import Element

from editor.connectors.try_panel import TryPanel
from editor.connectors.trying import noted
from editor.controls import grid, pill, text
from editor.forms.box import Box
from runtime.connectors.directory.looking import Seen, look
from runtime.directory_access import DirectoryPerson
from runtime.problems import Problem
from storage.person import Role

HEADS = ("person", "email", "groups", "role")


class DirectoryTrial(TryPanel):
    """An LDAP directory is asked for somebody, a provider for its pages."""

    _name = ""

    def ask(self) -> None:
        if self.working.kind == "ldap":
            self._draw_name()
        else:
            self._draw_return()
        self.button(may=self.working.editable)

    def deed(self) -> tuple[Callable[[], Seen], Sequence[Problem]]:
        self.working.need()
        visitor, installation, filled = self.visitor, self.working.installation, self.working.filled()
        directories = installation.directories(visitor.sandbox)

        def looked() -> Seen:
            kept = noted(installation, filled.connector, visitor.person.name, visitor.sandbox)
            with kept, closing(directories.opened(filled.connector, filled.secrets)) as directory:
                return look(directory, self._name)

        return looked, filled.problems

    def show(self, came: Seen) -> None:
        pill("succeeded", self.visitor.say("connectors.answer.connected")).props('data-testid="try-status"')
        if self.working.kind == "oidc":
            self._draw_pages(came.pages)
        elif came.people:
            self._draw_people(came.people)
        else:
            text("p", self.visitor.say("connectors.directory.nobody")).classes("quiet")

    def _draw_name(self) -> None:
        label = self.visitor.say("connectors.directory.whom")
        with Element("div").classes("setting"):
            text("div", label).classes("setting-label")
            Box(self._name, name=label, test_id="try-name", on_change=self._typed,
                placeholder=self.visitor.say("connectors.directory.whom_hint"))  # fmt: skip

    def _draw_return(self) -> None:
        """Where a provider sends people back to: it must be told before."""
        say, working = self.visitor.say, self.working
        with Element("div").classes("setting"):
            text("div", say("connectors.directory.return")).classes("setting-label")
            home = working.installation.public_address()
            known = say("connectors.directory.return_later") if working.new else f"{home}/login/back/{working.saved.id}"
            text("div", known).classes("quiet" if working.new else "mono").props('data-testid="return-address"')

    def _typed(self, words: str) -> None:
        self._name = words

    def _draw_pages(self, pages: Sequence[str]) -> None:
        with Element("dl").classes("pairs").props('data-testid="try-body"'):
            for name, value in zip(("issuer", "authorize", "token"), pages, strict=True):
                text("dt", self.visitor.say(f"connectors.directory.{name}"))
                text("dd", value)

    def _draw_people(self, people: Sequence[tuple[DirectoryPerson, Role]]) -> None:
        say = self.visitor.say
        with (
            Element("div").props('data-testid="try-body"'),
            grid(*(say(f"connectors.directory.{one}") for one in HEADS)),
        ):
            for person, role in people:
                with Element("tr"):
                    with Element("td"):
                        text("strong", person.name)
                        text("div", f"{person.first_name} {person.last_name}").classes("small quiet")
                    text("td", person.email)
                    text("td", ", ".join(one for one in person.groups if "=" not in one))
                    with Element("td"):
                        if person.disabled:
                            pill("disabled", say("connectors.directory.disabled"))
                        else:
                            text("span", say(f"connectors.kinds.ldap.settings.role.choices.{role}"))

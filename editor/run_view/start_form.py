"""The form of a run: files to choose, a model to type, and what is wrong with them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.events import ValueChangeEventArguments

from editor.acting.mine import started_here
from editor.controls import button, icon, text
from editor.forms.upload import upload_button
from editor.run_view.answers import Asked
from editor.run_view.model_input import ModelInput
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problems
from storage.errors import NotFound, StorageError
from storage.files import FileInfo

Started = Callable[[str], Any]


@dataclass
class StartForm:
    """One form and its answers."""

    installation: Installation
    visitor: Visitor
    flow_id: str
    dry: bool
    asked: Asked
    started: Started
    _coming: set[str] = field(default_factory=set)
    """The inputs whose files are still on their way."""
    _go: ui.button | None = None
    _waits: ui.label | None = None

    async def go(self) -> None:
        model, files = await asyncio.to_thread(self.asked.answers)
        engine, user = self.installation.engine, self.visitor.person.name
        made = await asyncio.to_thread(
            lambda: engine.start(
                self.flow_id, model=model, files=files, user=user, dry=self.dry, sandbox=self.installation.sandbox
            )
        )
        started_here(made)
        self.started(made)

    def ask(self) -> None:
        """The form as a sheet over the page."""
        say = self.visitor.say
        title = say("run.try" if self.dry else "run.start_title")
        with ui.dialog() as sheet, ui.card().props('data-testid="run-form"'):
            sheet.props["aria-label"] = title
            text("h2", title)
            if self.dry:
                text("p", say("run.try_means")).classes("quiet")
            for name, required in self.asked.files.items():
                self._file(name, required)
            if self.asked.model:
                ModelInput(
                    self.installation, self.visitor, self.asked, lambda coming: self._busy(say("run.model"), coming)
                )
            for name in self.asked.secrets:
                self._secret(name)
            wrong = Element("div").props('role="alert" data-testid="run-form-problems"').classes("stack full-width")
            self._waits = ui.label().classes("small quiet").props('role="status" data-testid="run-waits"')
            with Element("div").classes("sheet-deeds"):
                button(say("frame.cancel"), sheet.close)
                words = say("run.try" if self.dry else "run.start")
                self._go = button(words, lambda: self._submit(sheet, wrong), icon="play_arrow", kind="go")
                self._go.props('data-testid="run-start"')
        self._wait()
        sheet.open()

    async def _submit(self, sheet: ui.dialog, wrong: Element) -> None:
        wrong.clear()
        try:
            await self.go()
            sheet.close()
        except (Problems, StorageError) as refused:
            found = refused.problems if isinstance(refused, Problems) else [refused]
            for one in found:
                with wrong, Element("div").classes("notice bad"):
                    icon("error")
                    ui.label(self.visitor.explain(one))

    def _busy(self, name: str, coming: bool) -> None:
        self._coming = self._coming | {name} if coming else self._coming - {name}
        self._wait()

    def _wait(self) -> None:
        """“Run” waits for files that are under way, and says so."""
        if self._go and self._waits:
            self._go.set_enabled(not self._coming)
            names = ", ".join(sorted(self._coming))
            self._waits.set_text(self.visitor.say("run.uploading", names=names) if names else "")
            self._waits.set_visibility(bool(names))

    def _secret(self, name: str) -> None:
        """A field whose letters nobody sees; what is typed is sealed with the run."""

        def typed(event: ValueChangeEventArguments[str | None]) -> None:
            self.asked.secrets[name] = event.value or ""

        box = ui.input(name, password=True, on_change=typed).classes("full-width")
        box.props(f'autocomplete=off maxlength=1000 data-testid="run-secret-{name}"')

    def _file(self, name: str, required: bool) -> None:
        say = self.visitor.say

        async def stored(info: FileInfo) -> None:
            self.asked.chosen[name] = info.id
            shown.set_text(info.name)

        with Element("div").classes("run-input"):
            text("div", name if required else say("run.optional", name=name)).classes("field-label")
            with Element("div").classes("line"):
                words, test_id = say("run.choose_file"), f"run-input-{name}"
                upload_button(self.visitor, self.installation, words, test_id, stored,
                              busy=lambda coming: self._busy(name, coming))  # fmt: skip
                shown = ui.label(self._at_first(name)).classes("quiet cut grow")
                shown.props["data-testid"] = f"run-chosen-{name}"

    def _at_first(self, name: str) -> str:
        """A dry run takes the sample where there is one; one that is gone is asked for like any file."""
        try:
            sample = self.installation.files.info(self.asked.samples[name])
        except (KeyError, NotFound):
            self.asked.samples.pop(name, None)
            return self.visitor.say("run.no_file")
        return self.visitor.say("run.sample_file", file=sample.name)

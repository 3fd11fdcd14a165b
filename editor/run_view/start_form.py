"""The form of a run: files to choose, a model to type, and what is wrong with them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.forms.upload import upload_button
from editor.run_view.asked import Asked
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problems
from storage.errors import StorageError
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

    async def go(self) -> None:
        model, files = self.asked.answers()
        engine, user = self.installation.engine, self.visitor.person.name
        made = await asyncio.to_thread(
            lambda: engine.start(self.flow_id, model=model, files=files, user=user, dry=self.dry)
        )
        self.started(made)

    def ask(self) -> None:
        """The form as a sheet over the page."""
        say = self.visitor.say
        title = say("run.try" if self.dry else "run.start_title")
        with ui.dialog() as sheet, ui.card().props(f'role="dialog" aria-label="{title}" data-testid="run-form"'):
            text("h2", title)
            for name, required in self.asked.files.items():
                self._file(name, required)
            if self.asked.model:
                label = say("run.model")
                field = ui.textarea(label, value=self.asked.text).classes("full-width mono").props("autogrow")
                field.props('data-testid="run-model"').bind_value(self.asked, "text")
                text("p", say("run.model_hint")).classes("small quiet")
            wrong = Element("div").props('role="alert" data-testid="run-form-problems"').classes("stack full-width")
            with Element("div").classes("sheet-deeds"):
                button(say("frame.cancel"), sheet.close)
                words = say("run.try" if self.dry else "run.start")
                go = button(words, lambda: self._submit(sheet, wrong), icon="play_arrow", kind="go")
                go.props('data-testid="run-start"')
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

    def _file(self, name: str, required: bool) -> None:
        say = self.visitor.say

        async def stored(info: FileInfo) -> None:
            self.asked.chosen[name] = info.id
            shown.set_text(info.name)

        with Element("div").classes("run-input"):
            text("div", name if required else say("run.optional", name=name)).classes("field-label")
            with Element("div").classes("line"):
                upload_button(self.visitor, self.installation, say("run.choose_file"), f"run-input-{name}", stored)
                shown = ui.label(say("run.no_file")).classes("quiet cut grow")
                shown.props["data-testid"] = f"run-chosen-{name}"

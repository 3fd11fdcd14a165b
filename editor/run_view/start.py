"""Starting a run: at once where nothing is asked, else after a form made from what the flow asks."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.forms.upload import upload_button
from editor.run_view.asked import Asked, asked_by
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problem, Problems
from storage.errors import StorageError
from storage.files import FileInfo

Started = Callable[[str], Any]


async def start_run(installation: Installation, visitor: Visitor, flow_id: str, *, dry: bool = False,
                    started: Started | None = None) -> None:  # fmt: skip
    """Start the live version (`dry`: the draft, without effects) and go to its page, or tell `started` the run's id."""
    _allow(visitor, dry)
    flows = installation.flows()
    if dry:
        document = (await asyncio.to_thread(flows.get, flow_id)).document
    else:
        _, document = await asyncio.to_thread(flows.live, flow_id)
    asked = asked_by(document)
    start = _Start(installation, visitor, flow_id, dry, asked, started or _show)
    if asked.nothing:
        await start.go()
    else:
        start.ask()


def _show(run_id: str) -> None:
    ui.navigate.to(f"/runs/{run_id}")


def _allow(visitor: Visitor, dry: bool) -> None:
    if not (visitor.may("run") or (dry and visitor.may("design"))):
        raise Problems(Problem(code="not_allowed"))


@dataclass
class _Start:
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

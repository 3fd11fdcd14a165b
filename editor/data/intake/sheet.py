"""The sheet of an import: a file, which column goes where, the first rows, what to do with known keys."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text, toast
from editor.data.entries.window import Window
from editor.data.intake.imports import Imports
from editor.data.intake.mapping import mapping_view
from editor.data.intake.plan import Plan
from editor.forms.upload import upload_button
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problems, problem
from storage.errors import StorageError
from storage.files import FileInfo


class IntakeSheet:
    def __init__(self, installation: Installation, visitor: Visitor, imports: Imports, window: Window,
                 begun: Callable[[], Awaitable[Any]]) -> None:  # fmt: skip
        self.installation, self.visitor, self.imports, self.window = installation, visitor, imports, window
        self.begun = begun
        self.plan: Plan | None = None
        self.wrong: BaseException | None = None

    def open(self) -> None:
        """Begin with no file."""
        self.plan, self.wrong = None, None
        say = self.visitor.say
        with ui.dialog() as sheet, ui.card().classes("wide-sheet").props('data-testid="import-sheet"'):
            sheet.props["aria-label"] = say("data.intake.title", name=self.window.component.name)
            sheet.on("hide", sheet.delete)
            self.sheet = sheet
            self.again = ui.refreshable(self._draw)
            self.again()
        sheet.open()

    async def chosen(self, info: FileInfo) -> None:
        """A file came: find out what it holds."""
        plan = Plan(self.window.component, info)
        await self._try(lambda: plan.begin(self.installation.files, self.installation.entries()))
        self.plan = None if self.wrong else plan
        self.again.refresh()

    async def reread(self, **options: Any) -> None:
        """Read the file otherwise."""
        plan = self.plan
        if plan:
            plan.options = plan.options.model_copy(update=options)
            await self._try(lambda: plan.read(self.installation.files))
            self.again.refresh()

    async def start(self) -> None:
        if not self.visitor.may("enter"):
            raise problem("not_allowed")
        if self.plan is None or not self.plan.ready:
            return
        if self.imports.start(self.plan.intake, self.visitor):
            self.sheet.close()
            await self.begun()
        else:
            toast(self.visitor.say("data.intake.busy"))

    async def _try(self, deed: Callable[[], None]) -> None:
        self.wrong = None
        try:
            await asyncio.to_thread(deed)
        except (Problems, StorageError) as wrong:
            self.wrong = wrong

    def _draw(self) -> None:
        say = self.visitor.say
        text("h2", say("data.intake.title", name=self.window.component.name))
        if self.plan is None:
            text("p", say("data.intake.hint")).classes("quiet")
        with Element("div").classes("file-line"):
            icon("description")
            name = self.plan.file.name if self.plan else say("data.intake.no_file")
            text("span", name).classes("grow cut file-name" if self.plan else "grow quiet")
            words = say("forms.change_file" if self.plan else "forms.choose_file")
            upload_button(self.visitor, self.installation, words, "import-file", self.chosen)
        with Element("div").props('role="alert"'):
            if self.wrong:
                with Element("p").classes("problem error"):
                    icon("error")
                    ui.label(self.visitor.explain(self.wrong))
        if self.plan and not self.wrong:
            mapping_view(self, self.plan)
        self._foot()

    def _foot(self) -> None:
        say, plan = self.visitor.say, self.plan
        ready = bool(plan and plan.ready and not self.wrong)
        if plan and not self.wrong and not plan.ready:
            names = ", ".join(one.name for one in plan.missing)
            key = "data.intake.missing" if names else "data.intake.nothing"
            text("p", say(key, fields=names, count=len(plan.missing))).classes("problem warning")
        with Element("div").classes("sheet-deeds"):
            button(say("frame.cancel"), self.sheet.close)
            go = button(say("data.intake.go"), self.start, icon="upload", kind="go")
            go.props('data-testid="import-start"')
            go.set_enabled(ready)

    def put(self, at: int, name: str, column: str) -> None:
        """A column for a field, which stands on line `at`."""
        if self.plan and self.plan.mapping.get(name, "") != column:
            self.plan.map(name, column)
            self.again.refresh()
            ui.context.client.run_javascript(f"etapesForms.focus('map-{at}')")

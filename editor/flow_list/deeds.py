"""What can be done with a flow from its list."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nicegui import events, ui

from editor.controls import button, text, toast
from editor.run_view.start import start_run
from editor.sandboxes.promote_sheet import PromoteSheet, targets
from editor.uses import confirm_delete
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from storage.rights import Right

BIGGEST_DOCUMENT = 8 * 2**20


@dataclass
class Deeds:
    """New, import, duplicate, delete (with undo), run. `changed` draws the list again."""

    installation: Installation
    visitor: Visitor
    changed: Callable[[], Any]

    async def new(self) -> None:
        await self._create({"name": self.visitor.say("flows.unnamed"), "inputs": [], "phases": []})

    async def duplicate(self, flow_id: str) -> None:
        self._need("design")
        document = dict((await asyncio.to_thread(self.installation.flows().get, flow_id)).document)
        document["name"] = self.visitor.say("flows.copy", name=document.get("name", ""))
        flows, author = self.installation.flows(), self.visitor.person.name
        await asyncio.to_thread(flows.create, document, author)
        self.changed()

    async def delete(self, flow_id: str, etag: str, name: str) -> None:
        self._need("design")
        if not await confirm_delete(self.visitor, self.installation, "flow", flow_id, name, always=False):
            return
        flows, author = self.installation.flows(), self.visitor.person.name
        await asyncio.to_thread(flows.delete, flow_id, author, etag)
        self.changed()

        async def undo() -> None:
            await asyncio.to_thread(flows.undelete, flow_id, author)
            self.changed()

        toast(self.visitor.say("flows.deleted", name=name), self.visitor.say("frame.undo"), undo)

    @property
    def promotable(self) -> bool:
        """Whether there is another sandbox that flows may go to."""
        return bool(targets(self.installation, self.visitor))

    async def promote(self, flow_id: str, name: str) -> None:
        await PromoteSheet(self.installation, self.visitor, flow_id, name).open()

    async def run(self, flow_id: str) -> None:
        self._need("run")
        await start_run(self.installation, self.visitor, flow_id)

    def ask_import(self) -> None:
        """A sheet that takes a flow document."""
        visitor = self.visitor
        with ui.dialog().props(f'aria-label="{visitor.say("flows.import_title")}"') as sheet, ui.card():
            text("h2", visitor.say("flows.import_title"))
            text("p", visitor.say("flows.import_hint")).classes("quiet")
            uploader = ui.upload(on_upload=self._import, auto_upload=True, max_file_size=BIGGEST_DOCUMENT,
                                 on_rejected=self._too_big)  # fmt: skip
            uploader.classes("unseen").props('accept=".json,application/json" aria-hidden="true"')
            with ui.element("div").classes("sheet-deeds"):
                button(visitor.say("frame.cancel"), sheet.close)
                choose = button(visitor.say("flows.import_choose"), icon="upload_file", kind="go")
                choose.on("click", js_handler=f"() => getElement({uploader.id}).pickFiles()")
                choose.props('data-testid="flow-import-file"')
        sheet.open()

    async def _import(self, event: events.UploadEventArguments) -> None:
        try:
            document = json.loads(await event.file.text())
        except ValueError:
            raise problem("import_not_json", name=event.file.name) from None
        await self._create(document)

    def _too_big(self) -> None:
        raise problem("import_too_big")

    async def _create(self, document: dict[str, Any]) -> None:
        self._need("design")
        flows, author = self.installation.flows(), self.visitor.person.name
        made = await asyncio.to_thread(flows.create, document, author)
        ui.navigate.to(f"/flows/{made.id}")

    def _need(self, right: Right) -> None:
        if not self.visitor.may(right):
            raise problem("not_allowed")

"""The sheet that brings in endpoints from an OpenAPI document."""

import asyncio
from collections.abc import Callable
from typing import Any

from nicegui import events, ui
from nicegui.element import Element

from editor.connectors.choice import EndpointChoice
from editor.connectors.refused import show_refusal
from editor.connectors.working import Working
from editor.controls import button, text, toast
from editor.forms.box import Box
from editor.visitor import Visitor
from runtime.connectors.http.openapi import Imported, imported
from runtime.connectors.http.openapi.document import SIZE
from runtime.connectors.http.openapi.fetching import fetched
from runtime.problems import Problems, problem
from storage.connector import EndpointDocument
from storage.errors import StorageError


def ask_import(visitor: Visitor, working: Working) -> None:
    """Where the document is; then what of it to take."""
    working.need()
    working.flush()
    _Import(visitor, working).sheet.open()


class _Import:
    def __init__(self, visitor: Visitor, working: Working) -> None:
        self._visitor, self._working, self._address = visitor, working, ""
        title = visitor.say("connectors.import.title")
        with ui.context.client.layout, ui.dialog() as self.sheet, ui.card().props('data-testid="import-sheet"'):
            self.sheet.props["aria-label"] = title
            self.sheet.on("hide", self.sheet.delete)
            text("h2", title)
            self._inner = Element("div").classes("stack-small full-width")
        with self._inner:
            self._ask()

    def _ask(self) -> None:
        say = self._visitor.say
        text("p", say("connectors.import.means")).classes("quiet")
        with Element("div").classes("line"):
            words = say("connectors.import.address")
            box = Box("", name=words, test_id="import-address", placeholder=words, on_change=self._type)
            box.classes("grow")
            button(say("connectors.import.fetch"), self._fetch, kind="go").props('data-testid="import-fetch"')
        uploader = ui.upload(on_upload=self._read, auto_upload=True, max_file_size=SIZE, on_rejected=self._too_large)
        uploader.classes("unseen").props('accept=".json,.yaml,.yml" aria-hidden="true"')
        choose = button(say("connectors.import.choose"), icon="upload_file").props('data-testid="import-choose"')
        choose.on("click", js_handler=f"() => getElement({uploader.id}).pickFiles()")
        self._told = Element("div").classes("stack-small")
        with Element("div").classes("sheet-deeds"):
            button(say("frame.cancel"), self.sheet.close)

    def _type(self, words: str) -> None:
        self._address = words.strip()

    async def _fetch(self) -> None:
        self._working.need()
        address, guard = self._address, self._working.installation.guard
        certificate = str(self._working.settings.get("certificate") or "")
        await self._look(lambda: imported(fetched(address, guard, certificate), address))

    async def _read(self, event: events.UploadEventArguments) -> None:
        content = await event.file.read()
        await self._look(lambda: imported(content))

    def _too_large(self) -> None:
        raise problem("openapi_too_large", limit=SIZE / 1_000_000)

    async def _look(self, read: Callable[[], Imported]) -> None:
        self._told.clear()
        try:
            found = await asyncio.to_thread(read)
        except (Problems, StorageError) as wrong:
            with self._told:
                again: Any = lambda: ui.timer(0, self._fetch, once=True)  # noqa: E731
                show_refusal(self._visitor, self._working.installation, wrong, again)
            return
        self._inner.clear()
        with self._inner:
            EndpointChoice(self._visitor, found, self._working.given(), self._take, self.sheet.close)

    def _take(self, chosen: list[EndpointDocument], found: Imported) -> None:
        """What the person has said already is not overwritten."""
        working = self._working
        working.need()
        said = {name: value for name, value in working.settings.items() if value not in (None, "")}
        working.settings = {**working.settings, **found.settings, **said}
        working.name = working.name or found.name
        working.description = working.description or found.description.partition("\n")[0]
        working.endpoints += [one.model_dump(mode="json") | {"id": ""} for one in chosen]
        working.edited()
        self.sheet.close()
        toast(self._visitor.say("connectors.import.added", count=len(chosen)))

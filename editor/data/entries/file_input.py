"""The stored file that a field holds."""

from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text, tool
from editor.forms.upload import upload_button
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.errors import StorageError
from storage.files import FileInfo


class FileInput:
    """The file that a field holds, and the button to choose another one."""

    def __init__(self, installation: Installation, visitor: Visitor, id: str, changed: Callable[[str], Any],
                 *, test_id: str, disabled: bool) -> None:  # fmt: skip
        self.installation, self.visitor, self.id, self.changed = installation, visitor, id, changed
        self.test_id, self.disabled = test_id, disabled

    def draw(self) -> None:
        part = ui.refreshable(self._draw)
        part()
        self._again = part.refresh

    def _draw(self) -> None:
        say, info = self.visitor.say, self._info()
        with Element("div").classes("file-line"):
            icon("draft")
            with Element("div").classes("grow cut"):
                if info:
                    text("a", info.name).props(f'href="/files/{info.id}/content" download')
                else:
                    text("span", say("data.file_gone" if self.id else "data.no_file")).classes("quiet")
            if self.disabled:
                return
            if self.id:
                tool(say("data.file_remove"), lambda: self._put(""), icon="close").classes("small")
            upload_button(self.visitor, self.installation,
                          say("forms.change_file" if info else "forms.choose_file"), self.test_id,
                          self._stored)  # fmt: skip

    async def _stored(self, info: FileInfo) -> None:
        self._put(info.id)

    def _put(self, id: str) -> None:
        self.id = id
        self.changed(id)
        self._again()

    def _info(self) -> FileInfo | None:
        try:
            return self.installation.files.info(self.id) if self.id else None
        except StorageError:
            return None

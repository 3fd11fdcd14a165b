"""The pictures of a page, such as a logo: added, written into the text where the cursor stands, taken away."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

from nicegui import events, ui
from nicegui.element import Element

from editor.controls import button, icon, text, tool
from editor.templates.desk import Desk
from editor.templates.new import upload_box
from editor.theme import told

INSERT = "{{ const view = getElement({}).editor; view.dispatch(view.state.replaceSelection({})); view.focus(); }}"
"""What is typed is typed in the browser."""


class Pictures:
    """Below the text of a page; `changed` is told of every picture that comes or goes."""

    def __init__(self, desk: Desk, editor: ui.codemirror, changed: Callable[[], Any]) -> None:
        self._desk, self._editor, self._changed = desk, editor, changed
        self._part = told(desk.visitor, self._draw)

    def refresh(self) -> None:
        self._part.refresh()

    def _draw(self) -> None:
        desk, say = self._desk, self._desk.visitor.say
        with Element("div").classes("found-fields"):
            with Element("div").classes("line"):
                text("h3", say("templates.pictures")).classes("grow")
                if desk.editable:
                    uploader = upload_box(self._add, ".png,.jpg,.jpeg,.gif", "template-picture-upload")
                    button(say("templates.add_picture"), icon="add_photo_alternate", kind="link").on(
                        "click",
                        js_handler=f"() => getHtmlElement({uploader.id}).querySelector('input[type=file]').click()",
                    )
            for name in desk.now.pictures:
                self._line(name)

    def _line(self, name: str) -> None:
        say = self._desk.visitor.say
        with Element("div").classes("line").props(f'data-testid="picture-{escape(name)}"'):
            icon("image")
            text("span", name).classes("mono grow cut")
            if self._desk.editable:
                tool(say("templates.insert_picture", name=name), lambda: self._insert(name), icon="input")
                tool(say("templates.drop_picture", name=name), lambda: self._drop(name), icon="close")

    async def _add(self, event: events.UploadEventArguments) -> None:
        name = await self._desk.add_picture(event.file.name, await event.file.read())
        self._insert(name)
        self._told()

    def _insert(self, name: str) -> None:
        shown = f'<img src="{name}" style="height: 2cm">'
        ui.run_javascript(INSERT.format(self._editor.id, json.dumps(shown)))

    def _drop(self, name: str) -> None:
        self._desk.drop_picture(name)
        self._told()

    def _told(self) -> None:
        self._part.refresh()
        self._changed()

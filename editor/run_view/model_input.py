"""The model of a run: typed, or a file where it is long (a long text that is pasted becomes one by itself)."""

import asyncio
from collections.abc import Callable

from nicegui import ui
from nicegui.element import Element

from editor.api.limits import Limits
from editor.controls import button, icon, text
from editor.forms.sizes import size_in_words
from editor.forms.upload import upload_button
from editor.run_view.answers import Asked
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problem
from storage.files import FileInfo

FILE = "run-model-file"


class ModelInput:
    """Writes what is typed or sent into `asked`; `busy` is told while a file is on its way."""

    def __init__(self, installation: Installation, visitor: Visitor, asked: Asked,
                 busy: Callable[[bool], object]) -> None:  # fmt: skip
        self._installation, self._visitor, self._asked = installation, visitor, asked
        say = visitor.say
        self._typed = ui.textarea(say("run.model"), value=asked.text).classes("full-width mono").props("autogrow")
        self._typed.props(f'data-testid="run-model" data-long="{FILE}"').bind_value(asked, "text")
        self._sent = Element("div").classes("line full-width").props('data-testid="run-model-sent"')
        self._hint = text("p", say("run.model_hint")).classes("small quiet")
        with Element("div").classes("line"):
            upload_button(visitor, installation, say("run.model_file"), FILE, self._take, busy=busy)
        self._show(None)

    async def _take(self, info: FileInfo) -> None:
        most = Limits.from_environment().body
        if info.size > most:
            wrong = Problem(code="body_too_large", parameters={"limit": most})
            ui.notify(self._visitor.explain(wrong), type="negative", timeout=10_000)
            return
        self._asked.sent = await asyncio.to_thread(self._installation.files.path(info.id).read_bytes)
        self._show(info)

    def _type(self) -> None:
        self._asked.sent = None
        self._show(None)

    def _show(self, sent: FileInfo | None) -> None:
        """Either what is typed, or which file stands in its place."""
        for part in (self._typed, self._hint):
            part.set_visibility(sent is None)
        self._sent.set_visibility(sent is not None)
        self._sent.clear()
        if sent:
            say, (unit, size) = self._visitor.say, size_in_words(sent.size)
            with self._sent:
                icon("description")
                ui.label(f"{sent.name} · {say(unit, size=size)}").classes("grow cut")
                button(say("run.model_type"), self._type, kind="link").props('data-testid="run-model-type"')

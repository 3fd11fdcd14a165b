"""What the template makes of its sample data: a page, a text, a picture of a PDF's page, or a file to open."""

import html
import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text, tool
from editor.templates.desk import Desk, Shown
from editor.theme import told
from runtime.problems import Problem, Problems
from runtime.template_access import ENDINGS, TARGETS
from storage.errors import StorageError

POLICY = ('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
          'style-src \'unsafe-inline\'; font-src data:">')  # fmt: skip
"""A page that is looked at runs no script and fetches nothing."""
OUTLINED = ("<style>body { font: 14px sans-serif; margin: 24px } table { border-collapse: collapse }"
            "td { border: 1px solid #ccc; padding: 4px 8px }</style>")  # fmt: skip
SETTLE = 0.4
"""Seconds without a keystroke before the preview follows."""


class Preview:
    """Follows the desk: `soon` after a change. `seen` is told the line of a problem, or None."""

    def __init__(self, desk: Desk, seen: Callable[[int | None], Any]) -> None:
        self._desk, self._seen = desk, seen
        self._shown: Shown | None = None
        self._wrong: Problem | None = None
        self._timer: ui.timer | None = None
        with Element("section").classes("panel template-preview").props('data-testid="template-preview"'):
            with Element("header"):
                told(desk.visitor, self._draw_title)
                self._leaves = told(desk.visitor, self._draw_leaves)
                told(desk.visitor, self._draw_ways)
                self._keeping = told(desk.visitor, self._draw_download)
            self._body = told(desk.visitor, self._draw_body)
        self._place = ui.context.slot.parent
        self.soon(0.05)

    def soon(self, seconds: float = SETTLE) -> None:
        if self._timer:
            self._timer.cancel()
        with self._place:
            self._timer = ui.timer(seconds, self._look, once=True)

    async def _look(self) -> None:
        try:
            self._shown, self._wrong = await self._desk.preview(), None
        except Problems as wrong:
            self._wrong = wrong.problems[0]
        except StorageError as wrong:
            self._wrong = Problem(code=wrong.code, parameters=wrong.parameters)
        for part in (self._leaves, self._keeping, self._body):  # the ways stay under the mouse
            part.refresh()
        self._seen(self._wrong.line if self._wrong else None)

    def _draw_title(self) -> None:
        text("h2", self._desk.visitor.say("templates.preview")).classes("grow")

    def _draw_ways(self) -> None:
        """What can be made of it, where there is a choice."""
        desk, targets = self._desk, TARGETS[self._desk.now.kind]
        if len(targets) > 1:
            choices = {one: desk.visitor.say(f"templates.targets.{one}") for one in targets}
            ways = ui.toggle(choices, value=desk.target, on_change=lambda event: self._turn(event.value))
            ways.classes("ways").props('unelevated no-caps data-testid="template-target"')

    def _draw_download(self) -> None:
        if self._shown:
            keep = tool(self._desk.visitor.say("templates.download"), self._download, icon="download")
            keep.props('data-testid="template-download"')

    def _draw_leaves(self) -> None:
        desk, say, shown = self._desk, self._desk.visitor.say, self._shown
        if not shown or shown.pages < 2:
            return
        back = tool(say("templates.page_before"), lambda: self._leaf(-1), icon="chevron_left")
        back.set_enabled(desk.page > 0)
        text("span", say("templates.page_of", page=desk.page + 1, pages=shown.pages)).classes("small figures")
        ahead = tool(say("templates.page_after"), lambda: self._leaf(1), icon="chevron_right")
        ahead.set_enabled(desk.page + 1 < shown.pages)

    def _draw_body(self) -> None:
        say, shown = self._desk.visitor.say, self._shown
        if self._wrong:
            with Element("div").classes("notice bad").props('role="alert" data-testid="template-problem"'):
                icon("error")
                ui.label(self._desk.visitor.explain(self._wrong))
        if shown is None:
            if not self._wrong:
                text("p", say("templates.looking")).classes("quiet body-text")
            return
        name = say("templates.preview")
        if shown.target == "html":
            _sheet(name, shown.content.decode())
        elif shown.target == "pdf":
            address = f"data:image/png;base64,{b64encode(shown.picture).decode()}"
            text("img", "").props(f'src="{address}" alt="{name}" data-testid="template-picture"').classes("paper")
        elif shown.target == "text":
            text("pre", shown.content.decode()).classes("json").props(
                'data-testid="template-text-preview" tabindex="0"'
            )
        else:
            text("p", say("templates.filled_file")).classes("small quiet result-tools")
            _sheet(name, OUTLINED + shown.outline)

    def _turn(self, target: str) -> None:
        if target != self._desk.target:
            self._desk.target, self._desk.page = target, 0
            self.soon(0.01)

    def _leaf(self, by: int) -> None:
        self._desk.page = max(0, self._desk.page + by)
        self.soon(0.01)

    def _download(self) -> None:
        if self._shown:
            ending = ENDINGS.get(self._shown.target, self._shown.target)
            ui.download.content(self._shown.content, f"{self._desk.now.name or 'template'}.{ending}")


def guarded(page: str) -> str:
    """The page behind our policy, which stands in its head."""
    head = re.search(r"<head[^>]*>", page, re.IGNORECASE)
    return page[: head.end()] + POLICY + page[head.end() :] if head else f"<!doctype html>{POLICY}{page}"


def _sheet(name: str, page: str) -> None:
    frame = f'<iframe sandbox="" title="{name}" srcdoc="{html.escape(guarded(page))}"></iframe>'
    ui.html(frame, sanitize=False).classes("sheet-frame")

"""How far an import is, and what came of it."""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text, tool
from editor.data.intake.imports import Imports, Job
from editor.theme import told
from editor.visitor import Visitor
from storage.errors import NotFound

LOOK_SECONDS = 0.4
_ROWS_SECONDS = 5.0
"""How often the entries beside are read again while more of them come."""


class ProgressView:
    """Nothing where nothing is imported into the component with the number.

    `done` is called when the first rows are there, now and then while more of them come, and when an import ends.
    """

    def __init__(self, visitor: Visitor, imports: Imports, number: int, done: Callable[[], Awaitable[Any]]) -> None:
        self._visitor, self._imports, self._number, self._done = visitor, imports, number, done
        self._seen: tuple[Job | None, int, bool] = (None, 0, False)
        self._shown = 0.0
        self._going: ui.label | None = None
        self._part = told(visitor, self._draw)
        ui.timer(LOOK_SECONDS, self._look)

    async def _look(self) -> None:
        job = self._imports.of(self._number)
        now = (job, job.progress.read, job.over) if job else (None, 0, False)
        (before, read, over), self._seen = self._seen, now
        if (job, now[2]) != (before, over):
            self._part.refresh()
        elif self._going and job and now[1] != read:
            self._going.text = self._count(job)  # nothing else is drawn anew: somebody may be pressing “Stop”
        ended, first = now[2] and not over, now[1] and not read
        if ended or first or (now[1] != read and monotonic() - self._shown > _ROWS_SECONDS):
            self._shown = monotonic()
            await self._done()

    def _forget(self) -> None:
        self._imports.forget(self._number)
        self._part.refresh()

    def _draw(self) -> None:
        self._going = None
        job = self._imports.of(self._number)
        if job is None:
            return
        kind = "bad" if job.wrong else "warn" if job.progress.failed and job.over else ""
        with Element("div").classes(f"notice import {kind}").props('role="status" data-testid="import"'):
            if job.over:
                self._draw_result(job)
            else:
                self._draw_going(job)

    def _draw_going(self, job: Job) -> None:
        def stop() -> None:
            job.importer.stopped = True

        ui.spinner(size="18px")
        self._going = ui.label(self._count(job)).classes("grow")
        stopping = button(self._visitor.say("data.intake.stop"), stop, kind="link")
        stopping.props('data-testid="import-stop"')

    def _draw_result(self, job: Job) -> None:
        icon("error" if job.wrong else "warning" if job.progress.failed else "check_circle")
        with Element("div").classes("grow"):
            _result(self._visitor, job)
        close = tool(self._visitor.say("frame.close"), self._forget, icon="close").classes("small")
        close.props('data-testid="import-close"')

    def _count(self, job: Job) -> str:
        return self._visitor.say("data.intake.going", count=job.progress.read)


def _result(visitor: Visitor, job: Job) -> None:
    say, progress = visitor.say, job.progress
    if job.wrong:
        text("div", visitor.explain(job.wrong))
    parts = [say(f"data.intake.{name}", count=getattr(progress, name)) for name in ("created", "updated", "skipped")
             if getattr(progress, name) or (name == "created" and not job.wrong)]  # fmt: skip
    if parts and not (isinstance(job.wrong, NotFound) and job.wrong.code == "component_not_found"):
        early = job.wrong or job.importer.stopped
        text("div", say("data.intake.stopped" if early else "data.intake.done", what=", ".join(parts)))
    if progress.failed:
        text("div", say("data.intake.failed", count=progress.failed)).props('data-testid="import-failed"')
    for made in progress.rejects:
        text("a", made.name).props(f'href="/files/{made.id}/content" download data-testid="import-rejects"')

"""The history: every run, newest first, by flow and by status."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, grid, icon, pill, text
from editor.i18n import known
from editor.run_view.lines import seconds
from editor.theme import frame, told
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.runs import RunSummary

PAGE = 50
LOOK_SECONDS = 2.0
STATUSES = ("queued", "running", "succeeded", "failed", "cancelled")


@dataclass
class History:
    """What the page shows: it outlives a change of language."""

    installation: Installation
    flow: str | None = None
    status: str | None = None
    shown: int = PAGE
    runs: Sequence[RunSummary] = field(default_factory=list)

    def look(self) -> bool:
        """Read the runs again; whether anything is different."""
        before = self.runs
        status = self.status if self.status in STATUSES else None
        self.runs = self.installation.runs.list(flow=self.flow, status=status, limit=self.shown + 1)  # type: ignore[arg-type]
        return before != self.runs


def page(installation: Installation, visitor: Visitor, asked: dict[str, str]) -> None:
    history = History(installation, asked.get("flow") or None, asked.get("status") or None)
    history.look()

    def again() -> None:
        history.look()
        table.refresh()

    with frame(visitor, "runs", lambda: visitor.say("runs.title")):
        told(visitor, lambda: _filters(visitor, history, again))
        table = told(visitor, lambda: _table(visitor, history, again))

    async def look() -> None:
        if await asyncio.to_thread(history.look):
            table.refresh()

    ui.timer(LOOK_SECONDS, look)


def _filters(visitor: Visitor, history: History, changed: Callable[[], None]) -> None:
    flows = {"": visitor.say("runs.all_flows")}
    flows |= {flow.id: flow.name or visitor.say("flows.unnamed") for flow in history.installation.flows().list()}
    statuses = {"": visitor.say("runs.all_statuses")} | {one: visitor.say(f"run.statuses.{one}") for one in STATUSES}

    def choose(name: str, value: str) -> None:
        setattr(history, name, value or None)
        history.shown = PAGE
        changed()

    with Element("div").classes("line"):
        for name, choices in (("flow", flows), ("status", statuses)):
            now = getattr(history, name) or ""
            label = visitor.say(f"runs.{name}")
            field = ui.select(
                choices,
                value=now if now in choices else "",
                on_change=lambda event, name=name: choose(name, event.value),
            )
            field.props(f'aria-label="{label}" data-testid="runs-{name}"').classes("pick")


def _table(visitor: Visitor, history: History, changed: Callable[[], None]) -> None:
    if not history.runs:
        with Element("div").classes("empty"):
            icon("history")
            text("p", visitor.say("runs.none_found" if history.flow or history.status else "runs.empty"))
        return

    def more() -> None:
        history.shown += PAGE
        changed()

    heads = [visitor.say(f"runs.{name}") for name in ("flow", "status", "started", "duration", "who")]
    with Element("section").classes("panel"), grid(*heads):
        for one in history.runs[: history.shown]:
            _row(visitor, one)
    if len(history.runs) > history.shown:
        button(visitor.say("runs.more"), more, kind="link")


def _row(visitor: Visitor, one: RunSummary) -> None:
    with Element("tr").props(f'data-testid="run-row-{one.id}"'):
        with Element("td"):
            text("a", one.flow_name or visitor.say("flows.unnamed")).classes("name").props(f'href="/runs/{one.id}"')
            version = visitor.say("run.version", version=one.version) if one.version else ""
            kind = visitor.say("run.dry") if one.dry else version
            text("div", kind).classes("small quiet")
        with Element("td"):
            pill(one.status, visitor.say(f"run.statuses.{one.status}"))
        with Element("td"):
            text("span", visitor.moment(one.created))
        with Element("td"):
            took = (one.finished - one.started).total_seconds() if one.finished and one.started else None
            text("span", "" if took is None else seconds(took, visitor))
        with Element("td"):
            text("div", one.user)
            text("div", _trigger(visitor, one.trigger)).classes("small quiet")


def _trigger(visitor: Visitor, trigger: str) -> str:
    key = f"runs.triggers.{trigger}"
    return visitor.say(key) if known(key) else trigger

"""The history: every run, newest first, by flow and by status."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from nicegui import run, ui
from nicegui.element import Element

from editor.controls import button, grid, icon, pill, text
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
    with frame(visitor, "runs", lambda: visitor.say("runs.title")):
        told(visitor, lambda: _filters(visitor, history, lambda: table.refresh()))
        table = told(visitor, lambda: _table(visitor, history, lambda: table.refresh()))

    async def look() -> None:
        if await run.io_bound(history.look):
            table.refresh()

    ui.timer(LOOK_SECONDS, look)


def _filters(visitor: Visitor, history: History, changed) -> None:
    flows = {"": visitor.say("runs.all_flows")}
    flows |= {flow.id: flow.name or visitor.say("flows.unnamed") for flow in history.installation.flows().list()}
    statuses = {"": visitor.say("runs.all_statuses")} | {one: visitor.say(f"run.statuses.{one}") for one in STATUSES}

    def choose(name: str, value: str) -> None:
        setattr(history, name, value or None)
        history.shown = PAGE
        history.look()
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


def _table(visitor: Visitor, history: History, changed) -> None:
    if not history.runs:
        with Element("div").classes("empty"):
            icon("history")
            text("p", visitor.say("runs.none_found" if history.flow or history.status else "runs.empty"))
        return

    def more() -> None:
        history.shown += PAGE
        history.look()
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
            kind = (
                visitor.say("run.dry") if one.dry else one.version and visitor.say("run.version", version=one.version)
            )
            text("div", kind or "").classes("small quiet")
        with Element("td"):
            pill(one.status, visitor.say(f"run.statuses.{one.status}"))
        with Element("td"):
            text("span", visitor.moment(one.created))
        with Element("td"):
            took = (one.finished - one.started).total_seconds() if one.finished and one.started else None
            text("span", "" if took is None else seconds(took, visitor))
        with Element("td"):
            text("div", one.user)
            text("div", visitor.say(f"runs.triggers.{one.trigger}") if one.trigger in ("manual", "api", "cli") else one.trigger
                 ).classes("small quiet")  # fmt: skip

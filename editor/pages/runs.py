"""The history: every run, newest first, by flow and by status."""

import asyncio
from collections.abc import Callable

from nicegui import ui
from nicegui.element import Element

from editor.run_list.history import PAGE, STATUSES, History
from editor.run_list.rows import run_table
from editor.theme import frame, told
from editor.visitor import Visitor
from runtime.installation import Installation

LOOK_SECONDS = 2.0


def page(installation: Installation, visitor: Visitor, asked: dict[str, str]) -> None:
    history = History(installation, asked.get("flow") or None, asked.get("status") or None)
    history.look()

    def again() -> None:
        history.look()
        table.refresh()

    with frame(visitor, "runs", lambda: visitor.say("runs.title")):
        told(visitor, lambda: _filters(visitor, history, again))
        table = told(visitor, lambda: run_table(visitor, history, again))

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

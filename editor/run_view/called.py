"""The runs that a run called, and the one that called it."""

import asyncio
from collections.abc import Sequence

from nicegui import ui
from nicegui.element import Element

from editor.controls import grid, pill, text
from editor.run_view.durations import seconds
from editor.run_view.follow import Following, follow
from editor.theme import told
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.errors import NotFound
from storage.runs import RunRecord, RunSummary

SHOWN = 200
LOOK_SECONDS = 1.0


def calls_others(record: RunRecord) -> bool:
    steps = [step for phase in record.document.get("phases", []) for step in phase.get("steps", [])]
    return any(step.get("type") == "execute_dataflow" for step in steps)


def called_view(installation: Installation, visitor: Visitor, run_id: str, following: Following | None = None) -> None:
    """The called runs in the order of the calls, alive as long as the run is."""
    followed = follow(installation, run_id, following)
    runs: Sequence[RunSummary] = installation.runs.children(run_id, SHOWN)

    async def look() -> None:
        nonlocal runs
        found = await asyncio.to_thread(installation.runs.children, run_id, SHOWN)
        if found != runs:
            runs = found
            part.refresh()
        if followed.story.complete and all(one.finished for one in runs):
            timer.cancel()

    with Element("section").props('data-testid="run-called"'):
        part = told(visitor, lambda: _called(visitor, runs, followed))
    timer = ui.timer(LOOK_SECONDS, look)


def parent_view(installation: Installation, visitor: Visitor, record: RunRecord) -> None:
    """The way back to the run that called this one."""
    if record.parent is None:
        return
    try:
        above = installation.runs.get(record.parent)
    except NotFound:  # forgotten long since
        return
    with Element("p").classes("quiet"):
        text("span", visitor.say("run.called_by"))
        name = text("a", above.flow_name or visitor.say("flows.unnamed"))
        name.props(f'href="/runs/{above.id}" data-testid="run-parent"').style("margin-left: 0.4ch")


def _called(visitor: Visitor, runs: Sequence[RunSummary], followed: Following) -> None:
    if not runs:
        text("p", visitor.say("run.called_none" if followed.story.complete else "run.called_later")).classes(
            "quiet body-text"
        )
        return
    heads = [visitor.say(key) for key in ("runs.flow", "runs.status", "run.calling_step", "runs.duration")]
    with grid(*heads):
        for one in runs:
            _row(visitor, one, followed)


def _row(visitor: Visitor, one: RunSummary, followed: Following) -> None:
    with Element("tr").props(f'data-testid="run-row-{one.id}"'):
        with Element("td"):
            text("a", one.flow_name or visitor.say("flows.unnamed")).classes("name").props(f'href="/runs/{one.id}"')
            text("div", visitor.say("run.version", version=one.version)).classes("small quiet")
        with Element("td"):
            pill(one.status, visitor.say(f"run.statuses.{one.status}"))
        with Element("td"):
            line = followed.story.steps.get(one.parent_step or "")
            text("span", (line.name or line.id) if line else "")
        with Element("td"):
            took = (one.finished - one.started).total_seconds() if one.finished and one.started else None
            text("span", "" if took is None else seconds(took, visitor))

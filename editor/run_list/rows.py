"""The lines of the history: a run's flow, status, time and starter."""

from collections.abc import Callable

from nicegui.element import Element

from editor.controls import button, grid, icon, pill, text
from editor.i18n import known
from editor.run_list.history import PAGE, History
from editor.run_view.durations import seconds
from editor.visitor import Visitor
from storage.runs import RunSummary


def run_table(visitor: Visitor, history: History, changed: Callable[[], None]) -> None:
    """The runs that were asked for, newest first."""
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

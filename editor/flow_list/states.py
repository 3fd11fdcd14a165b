"""How a flow and its last run stand, in a cell of the list."""

from nicegui.element import Element

from editor.controls import pill, text
from editor.visitor import Visitor
from storage.record import Summary
from storage.runs import RunSummary


def flow_state(visitor: Visitor, flow: Summary) -> None:
    """What runs of a flow, and whether a draft stands beside it."""
    changed = flow.state == "enabled" and flow.has_draft
    words = visitor.say(f"flows.states.{'changed' if changed else flow.state}", version=flow.live_version)
    pill(flow.state, words)


def last_run(visitor: Visitor, last: RunSummary | None) -> None:
    if last is None:
        text("span", visitor.say("flows.never_run")).classes("quiet")
        return
    with Element("a").classes("bare").props(f'href="/runs/{last.id}"'):
        pill(last.status, visitor.say(f"run.statuses.{last.status}"))
    text("div", visitor.minute(last.created)).classes("small quiet")

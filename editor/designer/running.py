"""A run on the board: what its events mean for the line below each card."""

from typing import Any

from editor.designer.unchanged import upstream
from editor.designer.view import Foot
from editor.designer.wiring import Document
from editor.run_view.durations import seconds
from editor.run_view.lines import problem_text
from editor.run_view.story import StepLine, Story
from editor.visitor import Visitor

KINDS = {"succeeded": "ok", "skipped": "note", "failed": "failed", "running": "running", "waiting": "waiting"}


def feet(story: Story, visitor: Visitor, document: Document) -> dict[str, Foot]:
    """Per step that the run has reached: count and time, progress, or what went wrong.

    A step that was begun waits again while a step works that does not read it: its items flow with its reader's.
    """
    working = upstream(document, story.begun) if story.begun else set()
    failures = {problem.get("step"): problem for problem in story.problems}
    shown = {}
    for line in story.steps.values():
        idle = line.status == "running" and line.items is None and line.id not in working
        foot = None if idle else _foot(line, failures.get(line.id), visitor)
        if foot:
            shown[line.id] = foot
    return shown


def _foot(line: StepLine, failure: dict[str, Any] | None, visitor: Visitor) -> Foot | None:
    if failure:
        return {"kind": "failed", "text": problem_text(failure, visitor)}
    if line.status == "waiting":
        return None
    foot: Foot = {"kind": KINDS.get(line.status, "note"), "text": _count(line, visitor)}
    if line.status == "running" and line.share is not None:
        foot |= {"right": f"{round(line.share * 100)} %", "progress": line.share}
    elif line.seconds is not None:
        foot["right"] = seconds(line.seconds, visitor)
    return foot


def _count(line: StepLine, visitor: Visitor) -> str:
    if line.status == "skipped":
        return visitor.say("run.step_statuses.skipped")
    if line.items is None:
        return visitor.say("run.step_statuses.running")
    words = visitor.number(line.items)
    if line.bad_items:
        words += " · " + visitor.say("run.log.bad", count=line.bad_items)
    return words

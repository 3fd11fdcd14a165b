"""The steps of a run with their counts and times, alive while it works."""

from collections.abc import Sequence
from typing import Any

from nicegui.element import Element

from editor.run_view.durations import seconds
from editor.run_view.follow import Following, follow
from editor.run_view.story import Event, StepLine, Story
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.steps import CATALOG


class StepList(Element, component="steps.js"):
    """The list itself; rows as `row_of` makes them."""

    def __init__(self, label: str, rows: list[dict[str, Any]]) -> None:
        super().__init__()
        self._props["label"] = label
        self._props["first"] = rows


def steps_view(installation: Installation, visitor: Visitor, run_id: str,
               following: Following | None = None) -> StepList:  # fmt: skip
    """The run's steps in reading order."""
    followed = follow(installation, run_id, following)
    view = StepList(visitor.say("run.steps"), rows_of(followed.story, visitor))

    def take(story: Story, events: Sequence[tuple[int, Event]]) -> None:
        if any(event["type"] != "log" for _, event in events):
            view.run_method("show", rows_of(story, visitor))

    followed.add(take)
    visitor.on_language(lambda: view.run_method("show", rows_of(followed.story, visitor)))
    return view


def rows_of(story: Story, visitor: Visitor) -> list[dict[str, Any]]:
    return [row_of(line, visitor) for line in story.steps.values()]


def row_of(line: StepLine, visitor: Visitor) -> dict[str, Any]:
    """One line in the reader's language and number format."""
    kind = CATALOG.get(line.type)
    label = visitor.say(f"steps.{line.type}.label") if kind else line.type
    bad = visitor.say("run.log.bad", count=line.bad_items) if line.bad_items else ""
    return {
        "id": line.id, "name": line.name or label, "kind": label if line.name else "",
        "group": str(kind.group) if kind else "", "icon": kind.icon if kind else "help",
        "status": line.status, "share": line.share, "note": bad,
        "word": visitor.say(f"run.step_statuses.{line.status}"),
        "items": "" if line.items is None else visitor.number(line.items),
        "time": "" if line.seconds is None else seconds(line.seconds, visitor),
        "together": visitor.say("run.together"),
    }  # fmt: skip

"""Counts of a run stand only beside steps that still are what ran; a step that waits for its reader does not work."""

from types import SimpleNamespace
from typing import Any

import pytest

from editor.designer import edits
from editor.designer.running import feet
from editor.designer.unchanged import unchanged, upstream
from editor.run_view.story import StepLine, Story
from editor.visitor import Visitor

LINES = [{"field": "delay", "operator": "greater", "value": 15}]


def step(id: str, type: str = "filter_source", **settings: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "settings": settings}


RAN: dict[str, Any] = {"phases": [
    {"id": "one", "steps": [step("in", "get_empty_model"), step("late"), step("few", source="late")]},
    {"id": "two", "steps": [step("other", "get_empty_model"), step("joined", source="in")]}]}  # fmt: skip


@pytest.mark.parametrize(("draft", "same"), [
    (RAN, {"in", "late", "few", "other", "joined"}),
    (edits.set_step(RAN, "late", name="Too late", note="why"), {"in", "late", "few", "other", "joined"}),
    (edits.move_step(RAN, "few", "two", 0), {"in", "late", "few", "other", "joined"}),
    (edits.set_settings(RAN, "late", {"conditions": LINES}), {"in", "other", "joined"}),
    (edits.set_step(RAN, "late", enabled=False), {"in", "other", "joined"}),
    (edits.delete_step(RAN, "late"), {"in", "other", "joined"}),
    (edits.add_step(RAN, "one", step("new"), 1), {"in", "other", "joined"}),
    (edits.set_settings(RAN, "in", {"fields": LINES}), {"other"}),
])  # fmt: skip
def test_a_step_is_unchanged_when_it_and_all_before_it_do_the_same(draft: dict[str, Any], same: set[str]):
    assert unchanged(RAN, draft) == same


def test_what_a_step_comes_from_is_found_through_unwritten_sources_too():
    assert upstream(RAN, "few") == {"few", "late", "in"}
    assert upstream(RAN, "gone") == {"gone"}


def test_a_step_that_waits_for_its_reader_is_not_shown_at_work():
    visitor = Visitor(SimpleNamespace(name="ann", role="lead"))  # type: ignore[arg-type]
    lines = {name: StepLine(name, name, "", "running") for name in ("in", "late", "other")}
    story = Story("r", "running", lines, begun="other")
    assert set(feet(story, visitor, RAN)) == {"other"}
    story.begun = "late"
    assert set(feet(story, visitor, RAN)) == {"in", "late"}

"""What the publish sheet says: each difference once, by phase, step and setting."""

from copy import deepcopy
from typing import Any

from runtime.changes import Change, changes


def said(old: dict[str, Any] | None, new: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(change.code, change.step or change.phase, change.setting) for change in changes(old, new)]


def test_the_same_document_has_no_changes(documents: Any):
    assert changes(documents.small, deepcopy(documents.small)) == []


def test_the_first_version_is_all_new(documents: Any):
    assert said(None, documents.small) == [
        ("phase_added", "p", None), ("step_added", "in", None), ("step_added", "some", None),
        ("step_added", "out", None),
    ]  # fmt: skip


def test_a_setting_is_named_with_its_values_before_and_after(documents: Any):
    new = documents.small
    new["phases"][0]["steps"][1]["settings"]["match"] = "any"
    new["phases"][0]["steps"][1]["advanced"] = {"on_error": "skip_item"}
    expected = {"name": "some", "setting": "match", "old": None, "new": "any"}
    assert changes(documents.small, new)[0] == Change("setting_changed", "p", "some", "match", expected)
    assert changes(documents.small, new)[1].setting == "advanced.on_error"


def test_names_notes_switches_and_inputs(documents: Any):
    new = {**documents.small, "name": "Other", "inputs": [{"name": "orders"}]}
    some = new["phases"][0]["steps"][1]
    some |= {"name": "Kept", "note": "why", "enabled": False}
    assert said(documents.small, new) == [
        ("flow_renamed", None, None), ("input_added", None, None), ("step_renamed", "some", None),
        ("step_disabled", "some", None), ("step_noted", "some", None),
    ]  # fmt: skip


def test_a_moved_step_is_one_change_and_its_neighbours_none(documents: Any):
    old = documents.flow(*(documents.step(name, "distinct") for name in "abcd"))
    new = documents.flow(*(documents.step(name, "distinct") for name in "abcd"))
    new["phases"].append({"id": "q", "name": "Second", "steps": [new["phases"][0]["steps"].pop(1)]})
    assert said(old, new) == [("phase_added", "q", None), ("step_moved", "b", None)]


def test_what_is_gone_is_said(documents: Any):
    assert said(documents.small, {"name": "Flow", "phases": []}) == [
        ("phase_removed", "p", None), ("step_removed", "in", None), ("step_removed", "some", None),
        ("step_removed", "out", None),
    ]  # fmt: skip

from typing import Any

import pytest

from editor.designer.standing import stands

DOCUMENT = {"name": "Flights", "description": "Late ones", "phases": [{"id": "p", "name": "Read", "steps": [
    {"id": "a", "name": "Start", "enabled": False,
     "settings": {"separator": ";", "limit": 5, "fields": []}}]}]}  # fmt: skip


def text(field: str, value: str, step: str | None = None) -> dict[str, Any]:
    return {"n": 1, "field": field, "value": value, "step": step}


def deed(do: str, **rest: Any) -> dict[str, Any]:
    return {"n": 1, "intent": {"do": do, **rest}}


@pytest.mark.parametrize("entry", [
    text("flow-name", "Flights "), text("flow-description", "Late ones"), text("inspector-name", "Start", "a"),
    text("setting-separator", ";", "a"), text("setting-limit", "5", "a"), deed("rename_phase", phase="p", name="Read"),
    deed("rename_step", step="a", name="Start"), deed("set_enabled", step="a", enabled=False),
    deed("delete_step", step="gone"),
])  # fmt: skip
def test_what_is_there_already_is_not_asked_about(entry: dict[str, Any]):
    assert stands(DOCUMENT, entry)


@pytest.mark.parametrize("entry", [
    text("flow-name", "Other"), text("inspector-name", "Start", "gone"), text("setting-fields-0", "x", "a"),
    text("setting-limit", "6", "a"), text("anything", "x"), deed("set_enabled", step="a", enabled=True),
    deed("rename_step", step="gone", name="x"), deed("delete_step", step="a"), deed("add_phase"), deed("rename_step"),
    {}, {"intent": None}, {"field": None},
])  # fmt: skip
def test_what_is_not_there_or_cannot_be_told_is_asked_about(entry: dict[str, Any]):
    assert not stands(DOCUMENT, entry)

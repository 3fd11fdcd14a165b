"""Edits never change a document in place, and share all that they did not touch."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from editor.designer import edits
from editor.designer.wiring import Document, step_of, steps


def flow() -> Document:
    def keep(id: str, source: str) -> dict[str, Any]:
        return {"id": id, "type": "filter_source", "settings": {"source": source}}

    first = [{"id": "start", "type": "get_empty_model"}, keep("a", "start")]
    return {"phases": [{"id": "p", "name": "P", "steps": first}, {"id": "q", "name": "Q", "steps": [keep("b", "a")]}]}


DEEDS: dict[str, Callable[[Document], Document]] = {
    "put": lambda it: edits.put(it, name="new"),
    "add_phase": lambda it: edits.add_phase(it, "r"),
    "rename_phase": lambda it: edits.rename_phase(it, "q", "new"),
    "delete_phase": lambda it: edits.delete_phase(it, "q"),
    "move_phase": lambda it: edits.move_phase(it, "q", 0),
    "add_step": lambda it: edits.add_step(it, "q", {"id": "c", "type": "distinct"}),
    "delete_step": lambda it: edits.delete_step(it, "b"),
    "move_step": lambda it: edits.move_step(it, "b", "q", 0),
    "set_step": lambda it: edits.set_step(it, "b", note="new"),
    "set_settings": lambda it: edits.set_settings(it, "b", {"source": "start"}),
    "set_advanced": lambda it: edits.set_advanced(it, "b", {"retries": 1}),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_document_before_is_its_own_undo(deed: str):
    before, kept = flow(), flow()
    after = DEEDS[deed](before)
    assert before == kept
    assert after is not before
    assert any(phase is before["phases"][0] for phase in after["phases"])


def test_a_new_step_reads_the_one_before_it():
    added = edits.add_step(flow(), "p", {"id": "c", "type": "distinct"}, at=1)
    assert [step["id"] for step in steps(added)] == ["start", "c", "a", "b"]
    assert step_of(added, "c")["settings"] == {"source": "start"}


def test_readers_of_what_is_gone_read_on_from_what_is_left():
    before = flow()
    after = edits.connect_readers(before, edits.delete_step(before, "a"), {"a"})
    assert step_of(after, "b")["settings"] == {"source": "start"}
    lost = edits.delete_step(edits.delete_step(before, "a"), "start")
    assert edits.connect_readers(before, lost, {"a", "start"}) == lost


def test_a_field_that_is_none_goes_away():
    assert "note" not in step_of(edits.set_step(edits.set_step(flow(), "a", note="x"), "a", note=None), "a")


@pytest.mark.parametrize("deed", [edits.delete_phase, edits.delete_step])
def test_what_is_not_there_cannot_be_edited(deed: Callable[[Document, str], Document]):
    document = flow()
    with pytest.raises(KeyError):
        deed(document, "gone")
    assert document == deepcopy(flow())

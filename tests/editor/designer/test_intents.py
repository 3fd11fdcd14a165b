"""What the browser asks for is done, offered or refused; it is never trusted."""

from typing import Any

import pytest

from editor.designer.draft import Draft
from editor.designer.intents import Refused, perform
from runtime.check import check
from storage.flows import Flows

FLOW: dict[str, Any] = {"name": "", "phases": [{"id": "p", "name": "P", "steps": [
    {"id": "a", "type": "get_empty_model", "settings": {}},
    {"id": "b", "type": "distinct", "settings": {"source": "a"}},
    {"id": "c", "type": "write_response", "settings": {"source": "b"}}]}]}  # fmt: skip


@pytest.fixture
def draft() -> Draft:
    flows = Flows(None)
    flows.create(FLOW, "ann", id="f")
    return Draft(flows, "f", "ann", check)


def test_deleting_offers_to_connect_the_readers(draft: Draft):
    outcome = perform(draft, {"do": "delete_step", "step": "b"})
    assert (outcome.said, outcome.connect) == ("step_read", ("b", "a"))
    assert draft.step("c")["settings"]["source"] == "b"
    draft.connect("b", "a")
    assert draft.step("c")["settings"]["source"] == "a"


def test_deleting_what_nobody_reads_offers_undo_alone(draft: Draft):
    assert perform(draft, {"do": "delete_step", "step": "c"}).connect is None


def test_a_new_step_is_gone_to(draft: Draft):
    outcome = perform(draft, {"do": "add_step", "phase": "p", "type": "distinct", "at": 1})
    assert draft.document["phases"][0]["steps"][1]["id"] == outcome.step


def test_undo_goes_to_what_it_touched(draft: Draft):
    perform(draft, {"do": "rename_step", "step": "b", "name": "  Once  "})
    assert draft.step("b")["name"] == "Once"
    assert perform(draft, {"do": "undo"}).step == "b"


@pytest.mark.parametrize("intent", [
    {}, {"do": "no_such_deed"}, {"do": "delete_step"}, {"do": "delete_step", "step": "gone"},
    {"do": "move_step", "step": "a", "phase": "p", "at": "first"}, {"do": "move_phase", "phase": "p", "at": None},
    {"do": "add_step", "phase": ["p"], "type": "distinct"}, {"do": "__init__"},
    {"do": "add_step", "phase": "p", "type": "no_such_type"},
    {"do": "delete_phase", "phase": "gone"}, {"do": "rename_phase", "phase": "p"},
])  # fmt: skip
def test_what_makes_no_sense_is_refused_and_changes_nothing(draft: Draft, intent: dict[str, Any]):
    with pytest.raises(Refused):
        perform(draft, intent)
    assert draft.document == FLOW

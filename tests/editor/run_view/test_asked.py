"""What a flow asks of the person who runs it."""

import pytest

from editor.run_view.asked import asked_by
from runtime.problems import Problems


def flow(*steps: dict, inputs: tuple = ()) -> dict:
    return {"name": "f", "inputs": list(inputs), "phases": [{"id": "p", "steps": list(steps)}]}


ACTION = {"id": "a", "type": "get_action_model", "settings": {"fields": [
    {"name": "amount", "type": "number"}, {"name": "name"}, {"name": "paid", "type": "boolean"}]}}  # fmt: skip


def test_a_flow_that_asks_nothing_starts_at_once():
    asked = asked_by(flow({"id": "a", "type": "get_empty_model"}))
    assert asked.nothing
    assert asked.answers() == (None, {})


def test_declared_files_are_asked_for_and_missing_ones_named():
    files = ({"name": "flights", "type": "file", "required": True}, {"name": "extra", "type": "file"})
    asked = asked_by(flow(inputs=files))
    with pytest.raises(Problems) as wrong:
        asked.answers()
    assert [(one.code, one.setting) for one in wrong.value.problems] == [("input_file_missing", "flights")]
    asked.chosen["flights"] = "id"
    assert asked.answers() == (None, {"flights": "id"})


def test_the_expected_fields_become_an_example_to_fill_in():
    asked = asked_by(flow(ACTION))
    assert asked.answers()[0] == {"amount": 0, "name": "", "paid": False}


def test_a_raw_model_offers_its_sample():
    raw = {"id": "r", "type": "get_raw_model", "settings": {"sample": {"any": ["json"]}}}
    assert asked_by(flow(raw)).answers()[0] == {"any": ["json"]}


def test_a_step_that_is_switched_off_asks_nothing():
    assert asked_by(flow(ACTION | {"enabled": False})).nothing


@pytest.mark.parametrize("text", ["{", "[1,]", "NaN and more", "{'a': 1}"])
def test_a_model_that_is_no_json_is_refused_with_its_place(text: str):
    asked = asked_by(flow(ACTION))
    asked.text = text
    with pytest.raises(Problems) as wrong:
        asked.answers()
    found = wrong.value.problems[0]
    assert found.code == "model_not_json"
    assert found.parameters["line"] == 1

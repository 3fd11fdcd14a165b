"""What a flow asks of the person who runs it."""

import pytest

from editor.run_view.asked import asked_by, sampled
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


def test_a_dry_run_may_take_the_sample_of_the_step_that_reads_a_file():
    read = {"id": "r", "type": "import_file", "sample": {"file": "s"}, "settings": {"file": {"name": "flights"}}}
    document = flow(read, inputs=({"name": "flights", "type": "file", "required": True},))
    asked = asked_by(document)
    asked.samples = sampled(document)
    assert asked.samples == {"flights": "s"}
    assert asked.answers() == (None, {})
    assert sampled(flow(read | {"enabled": False})) == {}


def test_a_model_may_come_as_a_file_in_place_of_what_is_typed():
    asked = asked_by(flow(ACTION))
    asked.sent = '{"amount": 7, "name": "é"}'.encode()
    assert asked.answers()[0] == {"amount": 7, "name": "é"}


@pytest.mark.parametrize(("sent", "code"), [
    (b"{", "model_not_json"), (b'{"name": "\xe9"}', "model_not_utf8"), (b"[" * 100_000, "value_too_deep")])  # fmt: skip
def test_a_file_that_is_no_model_is_refused_in_words(sent: bytes, code: str):
    asked = asked_by(flow(ACTION))
    asked.sent = sent
    with pytest.raises(Problems) as wrong:
        asked.answers()
    assert [one.code for one in wrong.value.problems] == [code]


def test_a_secret_is_asked_for_unseen_and_stands_in_every_item():
    fields = [{"name": "who"}, {"name": "pass", "type": "secret"}]
    steps = [{"id": "in", "type": "get_action_model", "settings": {"fields": fields}}]
    asked = asked_by({"phases": [{"id": "p", "steps": steps}]})
    assert (list(asked.secrets), "pass" in asked.text) == (["pass"], False)
    asked.secrets["pass"] = "s3cret"
    asked.text = '[{"who": "ann"}, {"who": "ben"}]'
    assert asked.answers()[0] == [{"who": "ann", "pass": "s3cret"}, {"who": "ben", "pass": "s3cret"}]
    asked.text = ""
    assert asked.answers()[0] == {"pass": "s3cret"}

"""Documents open leniently, and nothing a client wrote is lost."""

import pytest

from storage.documents import FORMAT, read_flow
from storage.errors import UnreadableDocument


def test_a_step_is_found_in_reading_order():
    flow = read_flow(
        {"phases": [{"id": "p", "steps": [{"id": "a"}, {"id": "b"}]}, {"id": "q", "steps": [{"id": "c"}]}]}
    )
    assert [step.id for step in flow.steps()] == ["a", "b", "c"]
    assert flow.step("b").id == "b"
    assert flow.step("z") is None


def test_unknown_fields_stay():
    flow = read_flow(
        {"name": "x", "flowSpec": {"id": "1"}, "phases": [{"id": "p", "steps": [{"id": "a", "sample": {}}]}]}
    )
    assert flow.model_dump()["flowSpec"] == {"id": "1"}
    assert flow.model_dump()["phases"][0]["steps"][0]["sample"] == {}


def test_a_wrong_shape_names_its_place():
    with pytest.raises(UnreadableDocument) as refused:
        read_flow({"phases": [{"id": "p", "steps": [{"name": "no id"}]}]})
    assert refused.value.parameters["places"] == [("phases.0.steps.0.id", "missing")]


def test_a_document_of_a_later_release_is_refused_by_name():
    with pytest.raises(UnreadableDocument) as refused:
        read_flow({"format": FORMAT + 1})
    assert refused.value.code == "document_from_future"

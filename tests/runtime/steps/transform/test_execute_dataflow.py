"""How items become calls and answers become fields; `tests/runtime/test_calling.py` has the real runs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from runtime.flow_access import Call, Outcome
from runtime.problems import Problem, Problems
from runtime.steps import CATALOG


@dataclass
class Answering:
    """Flows that answer the model they are sent, and fail for what says so."""

    calls: list[Call] = field(default_factory=list)

    def call(self, flow: str, calls: Sequence[Call], *, parallel: int, patient: bool) -> list[Outcome | None]:
        self.calls = list(calls)
        wrong = Problem(code="called_run_failed", parameters={"run": "r"})
        failed = [isinstance(one.model, dict) and one.model.get("n") == "bad" for one in calls]
        outcomes = [Outcome(content=c.model, problem=wrong if f else None) for c, f in zip(calls, failed, strict=True)]
        return [Outcome(problem=wrong) if f else one for one, f in zip(outcomes, failed, strict=True)]


@pytest.fixture
def flows(stage: Any) -> Answering:
    stage.flows = Answering()
    return stage.flows  # type: ignore[no-any-return]


def test_plain_elements_are_sent_as_values(stage: Any, flows: Answering):
    settings = {"flow": "f", "mode": "element", "path": "of.tags", "into": "told"}
    model = stage.play("execute_dataflow", settings, [{"of": {"tags": ["a", "b"]}}, {"of": {"tags": []}}])
    assert [(one.part, one.model) for one in flows.calls] == [("0.0", {"value": "a"}), ("0.1", {"value": "b"})]
    assert [item["told"] for item in model.items()] == [[{"value": "a"}, {"value": "b"}], []]


def test_once_with_all_items_the_answer_stands_beside_them_or_in_their_place(stage: Any, flows: Answering):
    items = [{"n": 1}, {"n": 2}]
    beside = stage.play("execute_dataflow", {"flow": "f", "mode": "whole"}, items)
    assert beside.items() == [{"n": 1, "result": items}, {"n": 2, "result": items}]
    assert stage.play("execute_dataflow", {"flow": "f", "mode": "whole", "into": None}, items).items() == items


def test_files_of_the_called_flow_come_from_fields(stage: Any, flows: Answering):
    settings = {"flow": "f", "files": [{"input": "bill", "field": "doc"}], "into": None}
    stage.play("execute_dataflow", settings, [{"doc": "f1"}, {"doc": None}])
    assert [one.files for one in flows.calls] == [{"bill": "f1"}, {}]


def test_a_failed_call_is_blamed_on_its_item(stage: Any, flows: Answering):
    items = [{"n": "good"}, {"n": "bad"}]
    with pytest.raises(Problems) as wrong:
        stage.play("execute_dataflow", {"flow": "f"}, items)
    [found] = wrong.value.problems
    assert (found.code, found.item) == ("called_run_failed", {"index": 1, "data": {"n": "bad"}})
    for into in ("result", None):
        skipped = stage.play("execute_dataflow", {"flow": "f", "into": into}, items, advanced={"on_error": "skip_item"})
        assert [item["n"] for item in skipped.items()] == ["good"]


def test_an_array_is_needed_to_call_with_its_elements():
    [found] = CATALOG["execute_dataflow"].model_validate({"flow": "f", "mode": "element"}).problems()
    assert (found.code, found.setting) == ("setting_missing", "path")

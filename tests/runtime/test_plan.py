"""What a run does, in which order, and what it leaves out."""

from typing import Any

import pytest

from runtime.plan import plan_of
from runtime.problems import Problems


def test_disabled_steps_are_looked_through_and_nothing_stands_behind_the_response(documents: Any):
    off = {**documents.keep("off", "in"), "enabled": False}
    plan = plan_of(documents.flow(documents.start, off, documents.keep("some"), documents.end, documents.keep("late")))
    assert [(step.id, step.sources) for step in plan.steps] == [("in", ()), ("some", ("in",)), ("out", ("some",))]
    assert plan.skipped == ("off", "late")


def test_a_model_with_several_readers_is_known(documents: Any):
    plan = plan_of(documents.exporting("a.csv", "b.csv"))
    assert {step.id: step.readers for step in plan.steps} == {"read": 1, "some": 3, "file0": 0, "file1": 0, "out": 0}


def test_what_cannot_run_names_everything(documents: Any):
    with pytest.raises(Problems) as wrong:
        plan_of(documents.flow(documents.keep("a"), documents.step("b", "nothing"), documents.keep("c", "gone")))
    assert {(found.step, found.code) for found in wrong.value.problems} == {
        ("a", "source_missing"), ("b", "unknown_step_type"), ("c", "source_unknown")
    }  # fmt: skip

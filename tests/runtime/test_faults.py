"""The first bad item is the first in order, not the first that was noticed."""

import pytest

from runtime.faults import Faults


def test_the_first_item_in_order_is_told_whatever_comes_first():
    faults = Faults("step")
    faults.bad(9, "text_no_number", {"a": 9}, value="nine")
    faults.bad(3, "result_too_large", {"a": 3}, setting="operations[0]", count=2)
    verdict = faults.verdict()
    assert (verdict.code, verdict.step, verdict.setting) == ("result_too_large", "step", "operations[0]")
    assert (verdict.item, faults.count) == ({"index": 3, "data": {"a": 3}}, 3)


@pytest.mark.parametrize("policy", ["skip_item", "continue"])
def test_only_stop_stops(policy):
    faults = Faults("step", policy)
    faults.bad(0, "text_no_number", {})
    assert faults.verdict() is None
    assert faults.first().code == "text_no_number"


def test_warnings_are_counted_and_stop_nothing():
    faults = Faults("step")
    faults.warn("division_by_zero", 2)
    faults.warn("division_by_zero")
    assert (faults.warnings, faults.verdict()) == ({"division_by_zero": 3}, None)

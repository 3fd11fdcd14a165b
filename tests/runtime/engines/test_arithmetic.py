"""Sums: whole numbers never wrap, decimals stay exact, nothing divides by zero."""

from operator import add, mul, sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.engines.open_model import OpenModel
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.fields import MathOperation
from runtime.problems import Problems
from runtime.schema import FieldType, Kind

INT64 = st.integers(-(2**63), 2**63 - 1)
DO = {"+": add, "-": sub, "*": mul}


def side(what):
    return {"field": what} if isinstance(what, str) and what.isidentifier() else {"value": what}


def line(left, operator, right, into="r"):
    return MathOperation.model_validate({"left": side(left), "operator": operator, "right": side(right), "into": into})


def results(model, *lines, faults=None):
    return [item["r"] for item in model.compute(lines, faults or Faults("sum")).items()]


@given(INT64, INT64, st.sampled_from("+-*"))
def test_whole_numbers_are_right_or_named_never_wrapped(left, right, operator):
    faults = Faults("sum", "continue")
    (made,) = results(model_of([{"a": left, "b": right}]), line("a", operator, "b"), faults=faults)
    true = DO[operator](left, right)
    assert (made, faults.count) == ((true, 0) if -(2**63) <= true < 2**63 else (None, 1))


def test_an_overflow_names_step_item_and_setting(engine):
    faults = Faults("sum")
    results(engine([{"a": 1}, {"a": 2**62}]), line("a", "*", 4), faults=faults)
    verdict = faults.verdict()
    assert (verdict.code, verdict.step, verdict.setting) == ("result_too_large", "sum", "operations[0]")
    assert verdict.item == {"index": 1, "data": {"a": 2**62}}


def test_dividing_by_zero_is_null_and_a_warning(engine):
    faults = Faults("sum")
    assert results(engine([{"a": 1}, {"a": None}, {"a": 0}]), line(6, "/", "a"), faults=faults) == [6.0, None, None]
    assert (faults.warnings, faults.count) == ({"division_by_zero": 1}, 0)


def test_null_makes_null_and_later_lines_use_earlier_ones(engine):
    model = engine([{"a": 2, "b": 3}, {"a": None, "b": 3}])
    assert results(model, line("a", "+", "b", "c"), line("c", "*", 2)) == [10, None]


def test_numeric_text_counts_and_other_text_is_shown(engine):
    faults = Faults("sum", "skip_item")
    model = engine([{"t": "1.5"}, {"t": "one"}, {"t": None}])
    assert results(model, line("t", "*", "2"), faults=faults) == [3.0, None]
    assert faults.first().parameters == {"value": "one"}


def test_decimals_stay_exact(engine):
    money = {"m": FieldType(Kind.DECIMAL)}
    model = model_of([{"m": "0.1"}, {"m": "1.15"}], money)
    assert results(model, line("m", "+", 0.2)) == ["0.3", "1.35"]
    assert results(model, line("m", "*", 3)) == ["0.3", "3.45"]
    faults = Faults("sum", "continue")
    assert results(model_of([{"m": "9" * 27}], money), line("m", "*", "m"), faults=faults) == [None]
    assert faults.first().code == "result_too_large"


def test_logic_knows_truth_and_bits(engine):
    model = engine([{"p": True, "q": False, "n": 6}, {"p": None, "q": False, "n": None}])
    assert results(model, line("p", "and", "q")) == [False, False]
    assert results(model, line("p", "xor", "q")) == [True, None]
    assert results(model, line("p", "or", True)) == [True, True]
    assert results(model, line("n", "and", 3)) == [2, None]


def test_a_number_beyond_all_numbers_is_named(engine):
    faults = Faults("sum", "continue")
    assert results(engine([{"a": 1e300}]), line("a", "*", 1e300), faults=faults) == [None]
    assert faults.count == 1


def test_wrong_sides_are_named_at_once(engine):
    model = engine([{"n": 1, "b": True, "l": [1], "m": 1}, {"m": "x"}])
    with pytest.raises(Problems) as wrong:
        model.compute([line("nn", "+", 1), line("n", "+", "1x"), line("l", "*", 2), line("m", "-", 1),
                       line("n", "and", "b"), line("b", "+", 1), line("n", "and", 1.5)], Faults("sum"))  # fmt: skip
    assert [(problem.code, problem.setting) for problem in wrong.value.problems] == [
        ("field_missing_near", "operations[0].left.field"), ("constant_no_number", "operations[1].right.value"),
        ("field_not_numeric", "operations[2].left.field"), ("field_not_numeric", "operations[3].left.field"),
        ("sides_of_different_types", "operations[4]"), ("field_not_numeric", "operations[5].left.field"),
        ("constant_not_logical", "operations[6].right.value"),
    ]  # fmt: skip


def test_an_open_model_passes_every_field():
    assert OpenModel().compute([line("x", "+", 1)], Faults("sum")).schema["r"].empty

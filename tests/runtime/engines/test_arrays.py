"""Figures over arrays: nulls passed over, sums never wrapped, text that is no number shown."""

import pytest

from runtime.engines.open_model import OpenModel
from runtime.engines.polars_model import PolarsModel
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.fields import ArrayOperation
from runtime.problems import Problems
from runtime.schema import FieldType, Kind

OPERATIONS = ("min", "max", "sum", "average", "count")


def taken(model, field=None, names=OPERATIONS, faults=None, path="l"):
    operations = [ArrayOperation(operation=name, field=field, into=name) for name in names]
    return [
        tuple(item[name] for name in names)
        for item in model.over_array(path, operations, faults or Faults("f")).items()
    ]


def test_empty_and_missing_arrays_have_sum_and_count_zero_and_no_average(engine):
    model = engine([{"l": [{"n": 4}, {"n": None}]}, {"l": []}, {"l": None}])
    assert taken(model, "n") == [(4, 4, 4, 4.0, 1), (None, None, 0, None, 0), (None, None, 0, None, 0)]


def test_count_without_a_field_counts_elements(engine):
    assert taken(engine([{"l": [None, {"n": 1}]}]), names=("count",)) == [(2,)]


def test_plain_elements_are_taken_themselves(engine):
    assert taken(engine([{"l": [1.5, None, 2]}])) == [(1.5, 2.0, 3.5, 1.75, 3)]
    assert taken(engine([{"l": [1, 2]}]), "value", ("sum",)) == [(3,)]


def test_a_sum_never_wraps(engine):
    faults = Faults("f", "continue")
    model = engine([{"l": [{"n": 2**62}]}, {"l": [{"n": 2**62}, {"n": 2**62}]}])
    assert taken(model, "n", ("sum",), faults) == [(2**62,), (None,)]
    assert (faults.first().code, faults.first().parameters["value"], faults.first().item["index"]) == (
        "sum_overflow", str(2**63), 1)  # fmt: skip


@pytest.mark.parametrize("grouped", [True, False])
def test_a_sum_of_decimals_never_wraps(grouped):
    faults = Faults("f", "continue")
    schema = {"m": FieldType(Kind.DECIMAL)}
    model = model_of([{"m": "9" * 28, "k": 1}, {"m": "9" * 28, "k": 1}, {"m": "0.1", "k": 2}], schema).group(["k"], "l")
    model = model if grouped else PolarsModel(model.frame, model.schema)
    assert taken(model, "m", ("sum",), faults) == [(None,), ("0.1",)]
    assert faults.first().code == "sum_overflow"


def test_the_latest_of_dates_is_a_date():
    model = model_of([{"d": "2024-01-02"}, {"d": "2024-01-01"}], {"d": FieldType(Kind.DATE)})
    assert taken(model.group([], "l"), "d", ("max",)) == [("2024-01-02",)]


@pytest.mark.parametrize("grouped", [True, False])
def test_numeric_text_is_taken_and_other_text_is_shown(engine, grouped):
    faults = Faults("f", "skip_item")
    items = [{"k": 1, "n": "1.5"}, {"k": 1, "n": " 2 "}, {"k": 2, "n": "much"}, {"k": 2, "n": None}]
    model = engine(items).group(["k"], "l")
    model = model if grouped else engine(model.items())
    assert taken(model, "n", ("sum", "max"), faults) == [(3.5, 2.0)]
    assert (faults.count, faults.first().code, faults.first().parameters) == (1, "text_no_number", {"value": "much"})


def test_wrong_settings_are_named_at_once(engine):
    model = engine([{"l": [{"n": 1, "b": True, "m": 1}, {"m": "x"}], "p": [True], "q": 1}])
    bad = [("sum", "nn", "a"), ("sum", "b", "a"), ("max", "m", "c"), ("min", None, "d"), ("min", "n", "q.r")]
    operations = [ArrayOperation(operation=name, field=field, into=into) for name, field, into in bad]
    with pytest.raises(Problems) as wrong:
        model.over_array("l", operations, Faults("f"))
    assert {(problem.code, problem.setting) for problem in wrong.value.problems} == {
        ("field_missing_near", "operations[0].field"), ("field_not_numeric", "operations[1].field"),
        ("field_not_numeric", "operations[2].field"), ("figure_needs_field", "operations[3].field"),
        ("target_inside_value", "operations[4].into"),
    }  # fmt: skip
    with pytest.raises(Problems):
        model.over_array("q", operations[:0], Faults("f"))


def test_an_open_model_passes_and_tells_what_it_adds():
    made = OpenModel().over_array("l", [ArrayOperation(operation="count", into="n")], Faults("f"))
    assert (made.open, list(made.schema)) == (True, ["n"])

"""Filters keep what people mean: null laws, typed constants, every wrong line named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.engines.open_model import OpenModel
from runtime.engines.values import model_of
from runtime.fields import Condition
from runtime.problems import Problems
from runtime.schema import FieldType, Kind

VALUES = st.lists(st.none() | st.integers(-3, 3), max_size=8)


def kept(model, *conditions, match="all", with_null=False):
    return model.keep([Condition(**condition) for condition in conditions], match, with_null).items()


def numbers(engine, values, **condition):
    return [item["n"] for item in kept(engine([{"n": value} for value in values]), {"field": "n", **condition})]


@given(VALUES, st.integers(-3, 3))
def test_null_is_unequal_to_every_value(values, sought):
    model = model_of([{"n": value} for value in (*values, 1)])
    equal = kept(model, {"field": "n", "value": sought})
    other = kept(model, {"field": "n", "operator": "not_equal", "value": sought})
    assert [item["n"] for item in equal] == [value for value in (*values, 1) if value == sought]
    assert [item["n"] for item in other] == [value for value in (*values, 1) if value != sought]


@given(VALUES, VALUES)
def test_with_compare_with_null_null_equals_null_alone(left, right):
    items = [{"a": a, "b": b} for a, b in zip(left, right, strict=False)] + [{"a": 0, "b": 1}]
    found = kept(model_of(items), {"field": "a", "other_field": "b"}, with_null=True)
    assert found == [item for item in items if item["a"] == item["b"]]
    without = kept(model_of(items), {"field": "a", "operator": "not_equal", "other_field": "b"})
    assert without == [item for item in items if item["a"] is None or item["a"] != item["b"]]


@pytest.mark.parametrize(
    ("operator", "value", "found"),
    [
        ("greater", 1, [2, 3]), ("less", "2", [1]), ("greater_or_equal", 2.5, [3]), ("less_or_equal", 2, [1, 2]),
        ("in", [1, "3"], [1, 3]), ("in", "1, 2", [1, 2]), ("in", [], []), ("is_null", None, [None]),
        ("is_not_null", None, [1, 2, 3]), ("equal", None, []),
    ],
)  # fmt: skip
def test_operators_on_numbers(engine, operator, value, found):
    assert numbers(engine, [1, 2, None, 3], operator=operator, value=value) == found


@pytest.mark.parametrize(
    ("operator", "value", "found"),
    [
        ("contains", ".", ["a.c"]), ("starts_with", "a", ["abc", "a.c"]), ("ends_with", "c", ["abc", "a.c"]),
        ("contains", "B", []), ("equal", 5, ["5"]), ("greater", "a.c", ["abc", "é"]),
    ],
)  # fmt: skip
def test_operators_on_text(engine, operator, value, found):
    model = engine([{"t": text} for text in ("abc", "a.c", "5", None, "é")])
    assert [item["t"] for item in kept(model, {"field": "t", "operator": operator, "value": value})] == found


def test_an_array_contains_its_elements(engine):
    model = engine([{"tags": ["red", "blue"]}, {"tags": []}, {"tags": None}])
    assert len(kept(model, {"field": "tags", "operator": "contains", "value": "red"})) == 1


def test_mixed_values_are_found_by_value_and_kind(engine):
    model = engine([{"x": 1}, {"x": "1"}, {"x": True}])
    assert kept(model, {"field": "x", "value": "1"}) == [{"x": "1"}]
    assert kept(model, {"field": "x", "value": 1}) == [{"x": 1}]


def test_any_condition_is_enough_when_asked(engine):
    both = {"field": "n", "value": 1}, {"field": "n", "value": 3}
    model = engine([{"n": 1}, {"n": 2}, {"n": 3}])
    assert (kept(model, *both, match="any"), kept(model, *both)) == ([{"n": 1}, {"n": 3}], [])
    assert len(kept(model)) == 3


def test_every_wrong_line_is_named_at_once(engine):
    model = engine([{"n": 1, "t": "x", "mixed": 1, "o": {"p": 1}}, {"mixed": "a"}])
    with pytest.raises(Problems) as wrong:
        kept(model, {"field": "nn", "value": 1}, {"field": "n", "value": "1x"}, {"field": "n", "other_field": "t"},
             {"field": "mixed", "operator": "greater", "value": 1},
             {"field": "n", "operator": "contains", "value": "1"},
             {"field": "n", "operator": "in", "value": 3}, {"field": "o.", "value": 1})  # fmt: skip
    found = [(problem.code, problem.setting) for problem in wrong.value.problems]
    assert found == [
        ("field_missing_near", "conditions[0].field"), ("value_does_not_fit", "conditions[1].value"),
        ("fields_not_comparable", "conditions[2].other_field"), ("field_without_order", "conditions[3].field"),
        ("field_not_text", "conditions[4].field"), ("value_not_a_list", "conditions[5].value"),
        ("path_unreadable", "conditions[6].field"),
    ]  # fmt: skip


def test_an_open_model_passes_every_path_and_finds_nothing():
    assert kept(OpenModel(), {"field": "what.ever", "operator": "greater", "value": 1}) == []


def test_a_field_of_nulls_is_like_a_missing_one(engine):
    model = engine([{"x": None}])
    assert kept(model, {"field": "x", "value": "a"}) == []
    assert kept(model, {"field": "x", "operator": "not_equal", "value": "a"}) == [{"x": None}]


MOMENTS = {
    "utc": FieldType(Kind.DATETIME, zoned=True), "here": FieldType(Kind.DATETIME), "day": FieldType(Kind.DATE),
    "time": FieldType(Kind.TIME), "price": FieldType(Kind.DECIMAL),
}  # fmt: skip
MOMENT = {"utc": "2024-01-01T02:00:00+02:00", "here": "2024-01-01T00:00:00", "day": "2024-01-01", "time": "08:00",
          "price": "1.10"}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [("utc", "2024-01-01T01:00:00+01:00"), ("here", "2024-01-01 00:00"), ("day", "2024-01-01"), ("time", "08:00"),
     ("price", "1.1"), ("price", 1.1)],
)  # fmt: skip
def test_dates_times_and_money_meet_typed_constants(field, value):
    assert len(kept(model_of([MOMENT], MOMENTS), {"field": field, "value": value})) == 1


@pytest.mark.parametrize(
    "condition",
    [{"value": "2024-01-01T00:00:00"}, {"operator": "greater", "other_field": "here"}, {"value": "soon"}, {"value": 5}],
)
def test_a_moment_with_a_zone_meets_no_other(condition):
    with pytest.raises(Problems):
        kept(model_of([MOMENT], MOMENTS), {"field": "utc", **condition})

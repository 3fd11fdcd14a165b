"""Items come out of a model as they went in, whatever they are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.engines.values import model_of
from runtime.problems import Problems
from runtime.schema import FieldType, Kind

SCALARS = st.none() | st.booleans() | st.integers(-(2**80), 2**80) | st.floats(allow_nan=False, allow_infinity=False)
SCALARS |= st.text(st.characters(codec="utf-8"), max_size=5)
NAMES = st.sampled_from(["a", "b.c", "d e", "$f"])
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))
ITEMS = st.lists(st.dictionaries(NAMES, ANYTHING, max_size=3), max_size=6)


def same(out, sent):
    """Equal in value and kind, null and absent being one; an integer may meet its number where numbers are mixed."""
    if isinstance(sent, dict) and isinstance(out, dict):
        return all(same(out.get(name), sent.get(name)) for name in {*sent, *out})
    if isinstance(sent, list) and isinstance(out, list):
        return len(sent) == len(out) and all(map(same, out, sent))
    if type(sent) is int and type(out) is float:
        return out == sent and abs(sent) <= 2**53
    return type(out) is type(sent) and out == sent


@given(ITEMS)
def test_nothing_changes_value_silently(items):
    assert all(map(same, model_of(items).items(), items))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["a", None], Kind.STRING), ([1, 2], Kind.INTEGER), ([1, 2.5], Kind.NUMBER), ([True], Kind.BOOLEAN),
        ([2**63], Kind.ANY), ([2**60, 0.5], Kind.ANY), ([1, "1"], Kind.ANY), ([True, 1.0], Kind.ANY),
        ([{"a": 1}, [1], "x"], Kind.ANY), ([{}], Kind.ANY), ([[]], Kind.ARRAY), ([{"a": 1}], Kind.OBJECT),
    ],
)  # fmt: skip
def test_a_field_gets_the_type_that_holds_all_its_values(values, kind):
    model = model_of([{"x": value} for value in values])
    assert model.schema["x"].kind is kind
    assert json.dumps([item["x"] for item in model.items()]) == json.dumps(
        [float(value) if kind is Kind.NUMBER else value for value in values]
    )


def test_a_key_that_comes_late_is_not_lost():
    items = [{"a": 1}] * 500 + [{"a": 1, "late": "x"}]
    assert model_of(items).items()[-1] == {"a": 1, "late": "x"}


def test_a_field_of_nulls_fits_anywhere():
    assert model_of([{"x": None}]).schema["x"].empty


def test_a_model_without_items_is_open_and_one_of_empty_items_is_not():
    assert model_of([]).open
    assert (model_of([{}, {}]).items(), model_of([{}]).open) == ([{}, {}], False)


@pytest.mark.parametrize(
    "items",
    [[1], ["a"], [None], [{"a": 1}, []], [{"": 1}], [{"a": float("nan")}], [{"a": "\ud800"}], [{"a": ["\ud800"]}]],
)
def test_what_is_no_item_is_refused(items):
    with pytest.raises(Problems):
        model_of(items)


def declared(**kinds):
    return {name: FieldType(Kind(kind)) for name, kind in kinds.items()}


def test_declared_types_are_kept_where_the_data_says_nothing():
    model = model_of([{"n": "5", "when": "2024-02-29"}], declared(n="integer", when="date", more="string"))
    assert model.items() == [{"n": 5, "when": "2024-02-29", "more": None}]
    assert model_of([], declared(n="integer")).schema == declared(n="integer")
    assert not model_of([], declared(n="integer")).open


def test_every_field_that_is_not_of_its_declared_type_is_named_with_its_item():
    with pytest.raises(Problems) as wrong:
        model_of([{"n": 1, "d": "x"}, {"n": "five", "d": "2024-01-01"}], declared(n="integer", d="date"))
    found = {problem.parameters["field"]: (problem.parameters["value"], problem.item["index"])
             for problem in wrong.value.problems}  # fmt: skip
    assert found == {"n": ("five", 1), "d": ("x", 0)}


def test_moments_with_a_zone_are_kept_as_utc():
    schema = {"at": FieldType(Kind.DATETIME, zoned=True)}
    assert model_of([{"at": "2024-01-01T02:00:00+02:00"}], schema).items() == [{"at": "2024-01-01T00:00:00Z"}]

"""A sample is its own proof: whatever it says of itself, it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.json_shape import invalid, schema_from, shape_of, unusable
from runtime.schema import Kind

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))


@given(JSON)
def test_every_sample_fits_its_own_shape(sample: Any):
    shape = shape_of(sample)
    assert unusable(shape) is None
    assert invalid(sample, shape) == []


@pytest.mark.parametrize("sent", [{"name": None}, {}, {"name": "x", "more": 1}, None])
def test_null_absence_and_more_fields_are_fine(sent: Any):
    assert invalid(sent, shape_of({"name": "Ada"})) == []


def test_every_wrong_place_is_named():
    wrong = invalid([{"name": 1}, {"name": "x"}, {"name": True}], shape_of([{"name": "Ada"}]))
    assert [(one["path"], one["value"]) for one in wrong] == [("[0].name", 1), ("[2].name", True)]


def test_samples_that_differ_are_one_object_with_the_fields_of_all():
    schema = schema_from(shape_of([{"a": 1}, {"b": "x", "c": {"d": True}}]))
    assert {name: found.kind for name, found in schema.items()} == {
        "a": Kind.NUMBER, "b": Kind.STRING, "c": Kind.OBJECT
    }  # fmt: skip
    assert schema["c"].fields["d"].kind is Kind.BOOLEAN


def test_what_is_no_json_schema_says_where():
    assert (unusable({"type": "colour"}) or {})["path"] == "$.type"

"""What goes in comes out: no number is rounded, no value is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import UnreadableDocument
from storage.exact_json import copied, dumps, loads, marked

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
def test_every_value_comes_back_with_its_kind(value):
    assert repr(loads(dumps(value))) == repr(value)


@given(st.integers())
def test_integers_of_another_hand_keep_their_digits(number):
    assert loads(marked(f'{{"n": {number}}}')) == {"n": number}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, {1: "key"}, object(), (1, 2)])
def test_what_json_cannot_carry_unchanged_is_refused(value):
    with pytest.raises(UnreadableDocument) as refused:
        copied({"value": value})
    assert refused.value.code == "document_not_json"


def test_sorted_keys_do_not_depend_on_the_order_they_came_in():
    assert dumps({"b": 1, "a": 2**70}, sort=True) == dumps({"a": 2**70, "b": 1}, sort=True)

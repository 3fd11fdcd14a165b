"""Arrays into items, with or without what held them."""

import pytest

from runtime.engines.open_model import OpenModel
from runtime.problems import Problems


def test_objects_become_items_and_empty_arrays_give_nothing(engine):
    model = engine([{"id": 1, "l": [{"p": 1}, {"q": "x"}]}, {"id": 2, "l": []}, {"id": 3}, {"l": [{"p": 4}]}])
    assert model.explode("l", False).items() == [{"p": 1, "q": None}, {"p": None, "q": "x"}, {"p": 4, "q": None}]


def test_plain_values_become_value_and_null_elements_stay(engine):
    assert engine([{"l": ["a", None]}, {"l": None}]).explode("l", False).items() == [{"value": "a"}, {"value": None}]


def test_mixed_elements_come_out_unchanged(engine):
    assert [item["value"] for item in engine([{"l": [1, "a", True]}]).explode("l", False).items()] == [1, "a", True]


def test_parent_has_all_fields_but_the_array(engine):
    model = engine([{"id": 1, "o": {"l": [1, 2], "n": "x"}, "m": [3]}])
    parent = {"id": 1, "o": {"n": "x"}, "m": [3]}
    assert model.explode("o.l", True).items() == [{"value": 1, "$parent": parent}, {"value": 2, "$parent": parent}]


def test_a_parent_that_was_only_the_array_is_left_without_fields(engine):
    assert engine([{"l": [1]}]).explode("l", True).items() == [{"value": 1, "$parent": {}}]


def test_parents_of_parents_nest(engine):
    model = engine([{"id": 1, "a": [{"k": "x", "b": [7]}]}])
    twice = model.explode("a", True).explode("b", True)
    assert twice.items() == [{"value": 7, "$parent": {"k": "x", "$parent": {"id": 1}}}]


@pytest.mark.parametrize(
    ("path", "code"), [("id", "not_an_array"), ("ll", "field_missing_near"), ("a..b", "path_unreadable")]
)
def test_what_is_no_array_is_a_problem(engine, path, code):
    with pytest.raises(Problems) as wrong:
        engine([{"id": 1, "l": [1]}]).explode(path, False)
    assert (wrong.value.problems[0].code, wrong.value.problems[0].setting) == (code, "path")


def test_an_array_that_was_never_there_gives_nothing(engine):
    assert engine([{"l": None}, {"l": None}]).explode("l", True).items() == []
    assert OpenModel().explode("what", True).open

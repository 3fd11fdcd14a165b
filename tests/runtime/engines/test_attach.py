"""Values from elsewhere: every distinct key asked once, order kept, types as declared or decided."""

import pytest

from runtime.problems import Problems
from runtime.schema import FieldType, Kind

ITEMS = [{"k": "b", "at": {"n": 1}}, {"k": None, "at": {"n": 1}}, {"k": "b", "at": {"n": 1}}, {"k": "a", "at": None}]
NUMBER = FieldType(Kind.INTEGER)


def test_each_key_is_asked_once_and_every_item_gets_its_answer(engine):
    asked = []

    def fetch(keys):
        asked.extend(keys)
        return [None if key[0] is None else ord(key[0]) for key in keys]

    model = engine(ITEMS).attach({"key": "k"}, fetch, "found", NUMBER)
    assert asked == [("b",), (None,), ("a",)]
    assert [item["found"] for item in model.items()] == [98, None, 98, 97]
    assert model.items()[0]["at"] == {"n": 1}


def test_a_key_may_be_several_fields_and_the_answer_an_object_inside_one(engine):
    model = engine(ITEMS).attach(
        {"keys[0]": "at.n", "keys[1]": "k"}, lambda keys: [{"key": list(key)} for key in keys], "at.seen"
    )
    assert [item["at"]["seen"]["key"] for item in model.items()] == [[1, "b"], [1, None], [1, "b"], [None, "a"]]
    assert model.schema["at"].fields["seen"].kind is Kind.OBJECT


def test_nobody_is_asked_for_a_model_without_items(engine):
    model = engine([], {"k": FieldType(Kind.STRING)}).attach({"key": "k"}, lambda keys: 1 / 0, "found", NUMBER)
    assert (model.items(), model.schema["found"]) == ([], NUMBER)


def test_wrong_paths_are_all_named(engine):
    with pytest.raises(Problems) as wrong:
        engine(ITEMS).attach({"keys[0]": "q"}, list, "k.deep")
    assert {(one.code, one.setting) for one in wrong.value.problems} == {
        ("field_missing", "keys[0]"), ("target_inside_value", "into"),
    }  # fmt: skip


def test_each_item_has_its_own_value_beside_it_and_may_be_left_out(engine):
    model = engine([*ITEMS, ITEMS[0]]).beside([1, 2, None, 4, 5], "at.seen", kept=[True, False, True, True, True])
    assert [item["at"]["seen"] for item in model.items()] == [1, None, 4, 5]
    assert [item["k"] for item in model.items()] == ["b", "b", "a", "b"]
    assert engine(ITEMS).beside([{"x": 1}, None, None, None], "v").schema["v"].fields["x"].kind is Kind.INTEGER


def test_nothing_stands_beside_no_items(engine):
    model = engine([], {"k": FieldType(Kind.STRING)}).beside([], "v", NUMBER, [])
    assert (model.items(), model.schema["v"]) == ([], NUMBER)

import pytest

from runtime.steps.transform.join_models import JoinModels

SETTINGS = {"left": "a", "right": "b", "left_keys": ["code"], "right_keys": ["id"],
            "mapping": [{"from": "name", "to": "country"}]}  # fmt: skip
LEFT, RIGHT = [{"code": 1}, {"code": 2}, {"code": None}], [{"id": 1, "name": "FR"}, {"id": 3, "name": "DE"}]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("left", [(1, "FR"), (2, None), (None, None)]), ("inner", [(1, "FR")]),
        ("full", [(1, "FR"), (2, None), (None, None), (3, "DE")]),
    ],
)  # fmt: skip
def test_the_right_fields_come_beside_the_left_items(did, kind, found):
    made = did("join_models", {**SETTINGS, "kind": kind}, LEFT, RIGHT)
    assert [(item["code"], item["country"]) for item in made] == found


def test_anti_answers_which_ones_are_missing(did):
    assert did("join_models", {**SETTINGS, "kind": "anti"}, LEFT, RIGHT) == [{"code": 2}, {"code": None}]


def test_keys_come_in_pairs():
    assert JoinModels.model_validate({}).problems()[0].code == "keys_missing"
    assert JoinModels.model_validate({"left_keys": ["a"]}).problems()[0].code == "keys_uneven"


def test_the_models_come_left_first():
    assert JoinModels.source_settings() == ["left", "right"]

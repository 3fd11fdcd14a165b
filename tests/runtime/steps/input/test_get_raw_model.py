"""Any JSON, against a sample or a JSON Schema."""

import pytest

from runtime.problems import Problems
from runtime.schema import UNKNOWN, FieldType, Kind
from runtime.steps.input.get_raw_model import GetRawModel

SAMPLE = [{"name": "x", "lines": [{"n": 1}, {"price": 1.5}], "free": None}]
RULES = {"type": "object", "properties": {"n": {"type": "integer", "minimum": 1}}, "required": ["n"]}


def problems(stage, settings, sent):
    with pytest.raises(Problems) as wrong:
        stage.play("get_raw_model", settings, model=sent)
    return [(one.code, one.parameters["path"]) for one in wrong.value.problems]


def test_what_fits_the_sample_comes_through_unchanged(stage):
    sent = [{"name": None, "lines": [{"n": 2**64 + 1}], "free": {"any": True}}, {"name": "y", "lines": [], "free": 1}]
    assert stage.play("get_raw_model", {"sample": SAMPLE}, model=sent).items() == sent


def test_a_field_of_the_sample_that_nobody_sent_is_empty(stage):
    assert stage.play("get_raw_model", {"sample": SAMPLE}, model=[{"name": "x"}]).items()[0]["lines"] is None


def test_every_place_that_breaks_the_shape_is_named(stage):
    sent = [{"name": 5}, {"lines": [{"n": "x"}]}]
    assert problems(stage, {"sample": SAMPLE}, sent) == [("sent_shape", "[0].name"), ("sent_shape", "[1].lines[0].n")]
    assert problems(stage, {"json_schema": RULES}, {}) == [("sent_shape", "$")]
    assert problems(stage, {"json_schema": RULES}, {"n": 0}) == [("sent_shape", "n")]
    assert stage.play("get_raw_model", {"json_schema": RULES, "validate": False}, model={"n": "x"}).count() == 1


def test_fields_are_known_before_the_run():
    lines = FieldType(Kind.OBJECT, {"n": FieldType(Kind.NUMBER), "price": FieldType(Kind.NUMBER)})
    declared = GetRawModel.model_validate({"sample": SAMPLE}).declared()
    assert declared == {"name": FieldType(Kind.STRING), "lines": FieldType(Kind.ARRAY, element=lines), "free": UNKNOWN}
    assert GetRawModel.model_validate({"json_schema": RULES}).declared() == {"n": FieldType(Kind.INTEGER)}
    assert GetRawModel().declared() is None


def test_a_broken_json_schema_is_a_problem_of_the_card():
    [found] = GetRawModel.model_validate({"json_schema": {"type": "objekt"}}).problems()
    assert (found.code, found.setting, found.parameters["path"]) == ("json_schema_wrong", "json_schema", "$.type")

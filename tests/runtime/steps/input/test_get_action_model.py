"""What the caller sent, checked as a whole."""

import pytest

from runtime.problems import Problems
from runtime.schema import UNKNOWN, FieldType, Kind
from runtime.steps.input.get_action_model import GetActionModel

FIELDS = [
    {"name": "amount", "type": "number", "required": True},
    {"name": "day", "type": "date"},
    {"name": "lines", "type": "array"},
    {"name": "who", "type": "object"},
]


def test_an_object_is_one_item_and_an_array_that_many(stage):
    assert stage.play("get_action_model", {}, model={"a": 1}).items() == [{"a": 1}]
    assert stage.play("get_action_model", {}, model=[{"a": 1}, {"a": 2}]).count() == 2
    assert stage.play("get_action_model", {"fields": FIELDS}, model=[]).items() == []


def test_absent_fields_are_empty_and_further_ones_kept(stage):
    model = stage.play("get_action_model", {"fields": FIELDS}, model={"amount": 2, "more": [1]})
    assert model.items() == [{"amount": 2, "day": None, "lines": None, "who": None, "more": [1]}]
    sent = {"amount": 1.5, "day": "2025-01-02", "lines": [{"n": 1}], "who": {"name": "x"}}
    assert stage.play("get_action_model", {"fields": FIELDS}, model=sent).items() == [sent]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("2025-01-02T08:00:00+02:00", "2025-01-02T06:00:00Z"), ("2025-01-02T08:00:00", "2025-01-02T08:00:00")],
)
def test_a_moment_keeps_its_zone_as_utc_or_stays_without(stage, sent, kept):
    fields = {"fields": [{"name": "at", "type": "datetime"}]}
    assert stage.play("get_action_model", fields, model={"at": sent}).items() == [{"at": kept}]
    with pytest.raises(Problems) as wrong:
        mixed = [{"at": sent}, {"at": "2025-01-02T08:00:00" if kept[-1] == "Z" else "2025-01-02T08:00:00Z"}]
        stage.play("get_action_model", fields, model=mixed)
    assert wrong.value.problems[0].code == "value_not_of_type"


def test_every_bad_field_is_named_in_one_error(stage):
    sent = [{"amount": 1}, {"day": "2.1.2025", "lines": 3, "who": []}]
    with pytest.raises(Problems) as wrong:
        stage.play("get_action_model", {"fields": FIELDS}, model=sent)
    assert all(one.item == {"index": 1, "data": sent[1]} for one in wrong.value.problems)
    found = [(one.code, one.parameters["field"]) for one in wrong.value.problems]
    assert found == [("sent_field_missing", "amount"), *(("sent_field_type", name) for name in ("day", "lines", "who"))]


def test_without_validation_everything_is_taken_as_it_comes(stage):
    model = stage.play("get_action_model", {"fields": FIELDS[:1], "validate": False}, model={"amount": "a lot"})
    assert model.items() == [{"amount": "a lot"}]


@pytest.mark.parametrize("sent", [5, "text", [1], [None]])
def test_what_is_no_object_is_refused(stage, sent):
    with pytest.raises(Problems) as wrong:
        stage.play("get_action_model", {}, model=sent)
    assert wrong.value.problems[0].code == "sent_not_an_object"


def test_the_schema_is_declared():
    declared = GetActionModel.model_validate({"fields": FIELDS}).declared()
    assert declared == {"amount": FieldType(Kind.NUMBER), "day": FieldType(Kind.DATE),
                        "lines": FieldType(Kind.ARRAY, element=UNKNOWN), "who": UNKNOWN}  # fmt: skip
    twice = GetActionModel.model_validate({"fields": [{"name": "a"}, {"name": "a"}]}).problems()
    assert [(one.code, one.setting) for one in twice] == [("target_twice", "fields[1].name")]

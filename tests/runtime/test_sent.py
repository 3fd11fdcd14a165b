"""What a caller sends is taken as it is, or refused by name."""

from typing import Any

import pytest

from runtime.faults import Faults
from runtime.fields import ExpectedField
from runtime.problems import Problems
from runtime.schema import Kind
from runtime.sent import fits, items_of, note_absent, unexpected, with_fields

FIELDS = [ExpectedField(name="amount", type=Kind.NUMBER, required=True), ExpectedField(name="day", type=Kind.DATE)]


def test_an_array_is_many_items_and_an_object_is_one():
    assert items_of([{"a": 1}, {}]) == [{"a": 1}, {}]
    assert items_of({"a": 1}) == [{"a": 1}]


@pytest.mark.parametrize(("sent", "index"), [("text", 0), ([{}, 5], 1), (None, 0), ([[]], 0)])
def test_what_is_no_object_is_named_with_its_place(sent: Any, index: int):
    with pytest.raises(Problems) as wrong:
        items_of(sent)
    assert [(one.code, one.item["index"]) for one in wrong.value.problems] == [("sent_not_an_object", index)]


def test_each_wrong_field_is_told_once_by_its_first_item():
    items = [{"amount": 1, "day": "2026-01-01"}, {"day": "soon"}, {"amount": "x", "day": "later"}]
    found = [(one.code, one.parameters["field"], one.parameters["number"]) for one in unexpected(items, FIELDS)]
    assert found == [("sent_field_missing", "amount", 2), ("sent_field_type", "day", 2)]


@pytest.mark.parametrize(
    ("value", "kind", "fine"),
    [(True, Kind.INTEGER, False), (1.0, Kind.INTEGER, False), (1, Kind.NUMBER, True), (True, Kind.NUMBER, False),
     ("12.50", Kind.DECIMAL, True), ("NaN", Kind.DECIMAL, False), ("2026-02-30", Kind.DATE, False),
     ("25:00", Kind.TIME, False), ("2026-01-01T10:00:00Z", Kind.DATETIME, True), ([], Kind.OBJECT, False)],
)  # fmt: skip
def test_whether_a_value_is_of_a_kind(value: Any, kind: Kind, fine: bool):
    assert fits(value, kind) is fine


def test_keys_that_some_items_lack_are_told_once_and_nothing_else():
    told, quiet = Faults("a", "stop"), Faults("b", "stop")
    note_absent([{"a": 1}, {"b": 2}], told)
    note_absent([{"a": 1}, {"a": None}], quiet)
    assert (told.warnings, quiet.warnings) == ({"keys_absent": 2}, {})


def test_fields_that_nobody_sent_are_null_and_no_value_is_touched():
    assert with_fields([{"b": 0, "x": 1}], ["a", "b"]) == [{"a": None, "b": 0, "x": 1}]

"""Conditions mean what they mean in a filter of a flow, the same on every database."""

import pytest

from storage.component import ComponentField
from storage.entries import EntryCondition, Operation, Unfit
from tests.storage.entries.conftest import component

FIELDS = [
    ComponentField(id="name", name="Name", query=True),
    ComponentField(id="age", name="Age", type="integer"),
    ComponentField(id="price", name="Price", type="number"),
    ComponentField(id="good", name="Good", type="boolean"),
    ComponentField(id="day", name="Day", type="date"),
    ComponentField(id="tags", name="Tags", type="array"),
    ComponentField(id="label", name="Label", virtual=True, pattern="{Name}: {Price} ({Good}) {id}"),
]
ROWS = [
    {"Name": "Ann", "Age": 30, "Price": 1.5, "Good": True, "Day": "2024-01-02"},
    {"Name": "anna", "Age": 4, "Price": 2, "Good": False, "Day": "2023-12-31"},
    {"Name": "50%_o", "Age": None, "Price": None},
    {"Name": None, "Age": -1, "Price": 0},
    {"Name": "Élise", "Age": 9, "Price": 10},
]


@pytest.fixture
def things(entries):
    entries.define(component(*FIELDS), "ann")
    entries.write([Operation("thing", "create", None, row) for row in ROWS], "ann")
    return entries


@pytest.mark.parametrize(
    ("field", "operator", "value", "found"),
    [
        ("Name", "equal", "Ann", [1]),
        ("Name", "not_equal", "Ann", [2, 3, 4, 5]),
        ("Name", "equal", None, []),
        ("Name", "not_equal", None, [1, 2, 3, 4, 5]),
        ("Name", "is_null", None, [4]),
        ("Name", "is_not_null", None, [1, 2, 3, 5]),
        ("Age", "greater", 4, [1, 5]),
        ("Age", "greater_or_equal", "4", [1, 2, 5]),
        ("Age", "less", 4.0, [4]),
        ("Age", "less_or_equal", 4, [2, 4]),
        ("Age", "in", [4, None, 9, 1], [2, 5]),
        ("Age", "in", [], []),
        ("Name", "contains", "nn", [1, 2]),
        ("Name", "contains", "N", []),
        ("Name", "contains", "%_", [3]),
        ("Name", "contains", "", [1, 2, 3, 5]),
        ("Name", "starts_with", "An", [1]),
        ("Name", "starts_with", "É", [5]),
        ("Name", "ends_with", "na", [2]),
        ("Name", "ends_with", "longer than all of them", []),
        ("Name", "ends_with", "se", [5]),
        ("Good", "equal", True, [1]),
        ("Good", "not_equal", True, [2, 3, 4, 5]),
        ("Day", "less", "2024-01-01", [2]),
        ("Price", "equal", 2, [2]),
        ("id", "greater", 3, [4, 5]),
        ("creatorSubject", "equal", "ann", [1, 2, 3, 4, 5]),
        ("createdDate", "less", "2000-01-01T00:00:00Z", []),
    ],
)
def test_a_condition_finds(things, field, operator, value, found):
    conditions = [EntryCondition(field, operator, value)]
    assert [entry["id"] for entry in things.query("thing", conditions)] == found
    assert things.count("thing", conditions) == len(found)


def test_conditions_go_together_or_instead_of_each_other(things):
    both = [EntryCondition("Age", "greater", 4), EntryCondition("Name", "starts_with", "A")]
    assert [entry["id"] for entry in things.query("thing", both)] == [1]
    assert [entry["id"] for entry in things.query("thing", both, match="any")] == [1, 5]


def test_what_makes_no_sense_is_named(things):
    nonsense = [
        EntryCondition("Size", "equal", 1), EntryCondition("Age", "equal", "old"),
        EntryCondition("Age", "contains", "1"), EntryCondition("Good", "greater", True), EntryCondition("Age", "in", 5),
        EntryCondition("Label", "equal", "x"),
        EntryCondition("Age", "like", 5),
    ]  # fmt: skip
    with pytest.raises(Unfit) as refused:
        things.query("thing", nonsense)
    assert [(fault.index, fault.code) for fault in refused.value.faults] == list(enumerate([
        "entry_field_unknown", "entry_no_integer", "entry_field_no_text", "entry_field_without_order",
        "entry_value_no_list", "entry_field_virtual", "entry_operator_unknown",
    ]))  # fmt: skip


def test_entries_are_ordered_nulls_first_when_rising(things):
    def order(*terms):
        return [entry["id"] for entry in things.query("thing", order=terms)]

    assert order(("Age", "asc")) == [3, 4, 2, 5, 1]
    assert order(("Age", "desc")) == [1, 5, 2, 4, 3]
    assert order(("Name", "asc")) == [4, 3, 1, 2, 5]
    assert order(("Good", "desc"), ("Price", "desc")) == [1, 2, 5, 4, 3]
    with pytest.raises(Unfit):
        order(("Tags", "asc"))


def test_pages_follow_each_other_without_gap(things):
    def page(offset):
        return [
            entry["id"] for entry in things.query("thing", order=[("creatorSubject", "asc")], offset=offset, limit=2)
        ]

    assert [page(0), page(2), page(4), page(6)] == [[1, 2], [3, 4], [5], []]


def test_a_virtual_field_is_made_of_others(things):
    assert [entry["Label"] for entry in things.query("thing", limit=3)] == [
        "Ann: 1.5 (true) 1", "anna: 2.0 (false) 2", "50%_o:  () 3",
    ]  # fmt: skip

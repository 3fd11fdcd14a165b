"""Operations do what they say, in their order, all or nothing; what is wrong is named."""

import pytest

from storage.component import ComponentField
from storage.entries import EntryCondition, Operation, Unfit
from storage.errors import NotFound, StorageError
from tests.storage.entries.conftest import component


def create(**values):
    return Operation("customer", "create", None, values)


def save(**values):
    return Operation("customer", "save", None, values)


def update(id, **values):
    return Operation("customer", "update", id, values)


def delete(id):
    return Operation("customer", "delete", id)


def done(outcomes):
    return [(one.done, one.id) for one in outcomes]


def test_an_entry_knows_who_made_and_changed_it(customers):
    customers.write([create(Number="a", Name="Ann")], "ann")
    customers.write([update(1, Name="Anna")], "bob")
    entry = customers.get("customer", [1])[0]
    assert list(entry) == ["id", "Number", "Name", "Age", "Boss", "creatorSubject", "updateSubject", "createdDate",
                           "updateDate"]  # fmt: skip
    assert (entry["Name"], entry["creatorSubject"], entry["updateSubject"]) == ("Anna", "ann", "bob")
    assert entry["createdDate"].endswith("Z") and entry["createdDate"] < entry["updateDate"]


def test_a_save_changes_the_entry_that_has_the_key_and_makes_others(customers):
    assert done(customers.write([create(Number="a", Age=1)], "ann")) == [("created", 1)]
    assert done(customers.write([save(Number="a", Name="A"), save(Number="b")], "ann")) == [
        ("updated", 1),
        ("created", 2),
    ]
    assert [entry["Age"] for entry in customers.query("customer")] == [1, None]


def test_what_one_entry_goes_through_keeps_its_order(customers):
    steps = [save(Number="a", Age=1), save(Number="a", Age=2), update(1, Number="b"), save(Number="a"), delete(1),
             create(Number="b", Age=3)]  # fmt: skip
    assert done(customers.write(steps, "ann")) == [
        ("created", 1), ("updated", 1), ("updated", 1), ("created", 2), ("deleted", 1), ("created", 3),
    ]  # fmt: skip
    assert [(entry["id"], entry["Number"], entry["Age"]) for entry in customers.query("customer")] == [
        (2, "a", None), (3, "b", 3),
    ]  # fmt: skip


def test_keys_may_be_handed_on_from_entry_to_entry(customers):
    customers.write([create(Number="a"), create(Number="b")], "ann")
    moved = [update(2, Number="c"), update(1, Number="b"), create(Number="a")]
    assert done(customers.write(moved, "ann")) == [("updated", 2), ("updated", 1), ("created", 3)]
    assert customers.find("customer", [("a",), ("b",), ("c",)]) == [3, 1, 2]


def test_ids_are_never_given_again(customers):
    customers.write([create(Number="a")], "ann")
    customers.write([delete(1)], "ann")
    assert done(customers.write([create(Number="a")], "ann")) == [("created", 2)]


def test_every_bad_operation_is_named_and_nothing_is_written(customers):
    customers.write([create(Number="a")], "ann")
    bad = [create(Number="b"), create(Number="a"), update(9, Age=1), create(Name="x"), create(Number="c", Age="old"),
           create(Number="d", Boss=77), create(Number="e", Size=1, id=5), update(None, Age=1)]  # fmt: skip
    with pytest.raises(Unfit) as refused:
        customers.write(bad, "ann")
    assert [(fault.index, fault.field, fault.code) for fault in refused.value.faults] == [
        (1, None, "entry_key_taken"), (2, None, "entry_missing"), (3, "Number", "entry_value_missing"),
        (4, "Age", "entry_no_integer"), (5, "Boss", "entry_reference_gone"), (6, "Size", "entry_field_unknown"),
        (6, "id", "entry_field_automatic"), (7, None, "entry_id_missing"),
    ]  # fmt: skip
    assert customers.count("customer") == 1


def test_with_skip_the_bad_ones_fail_alone(customers):
    outcomes = customers.write(
        [create(Number="a"), create(Number="b", Age="x"), update(9, Age=1), create(Number="c")], "ann", on_error="skip"
    )
    assert done(outcomes) == [("created", 1), ("failed", None), ("missing", 9), ("created", 2)]
    assert (outcomes[1].problem.code, outcomes[1].problem.parameters) == (
        "entry_no_integer",
        {"field": "Age", "value": "x"},
    )


def test_deleting_what_is_gone_is_no_fault(customers):
    assert done(customers.write([delete(5)], "ann")) == [("missing", 5)]


def test_a_key_with_a_null_matches_nothing(entries):
    pair = [ComponentField(id=name, name=name, primary_key=True) for name in ("a", "b")]
    entries.define(component(*pair), "ann")
    saves = [Operation("thing", "save", None, {"a": "x", "b": None})] * 2 + [
        Operation("thing", "save", None, {"a": "x", "b": "y"})
    ] * 2
    assert done(entries.write(saves, "ann")) == [("created", 1), ("created", 2), ("created", 3), ("updated", 3)]
    assert entries.find("thing", [("x", None), ("x", "y"), ("y", "x")]) == [None, 3, None]


def test_a_required_field_cannot_be_emptied(customers):
    customers.write([create(Number="a")], "ann")
    with pytest.raises(Unfit) as refused:
        customers.write([update(1, Number=None)], "ann")
    assert refused.value.faults[0].code == "entry_value_missing"


def test_a_deleted_entry_leaves_its_number_where_it_was_referred_to(customers):
    customers.write([create(Number="boss"), create(Number="a", Age=3)], "ann")
    customers.write([update(2, Boss=1)], "ann")
    customers.write([delete(1)], "ann")
    assert (customers.get("customer", [2])[0]["Boss"], customers.get("customer", [1])) == (1, [None])
    with pytest.raises(Unfit):
        customers.write([update(2, Boss=1)], "ann")
    customers.write([update(2, Age=4)], "ann")


def test_references_and_deletions_keep_their_order(customers):
    customers.write([create(Number="boss")], "ann")
    first = customers.write([create(Number="a", Boss=1), delete(1), create(Number="b", Boss=1)], "ann", on_error="skip")
    assert [one.done for one in first] == ["created", "deleted", "failed"]


def test_the_same_key_writes_once(customers):
    first = customers.write([create(Number="a"), create(Number="b", Age="x")], "ann", key="r:s:0", on_error="skip")
    again = customers.write([create(Number="c")], "ann", key="r:s:0")
    assert (again, customers.count("customer")) == (first, 1)


def test_a_key_that_failed_may_be_tried_again(customers):
    with pytest.raises(Unfit):
        customers.write([create(Age=1)], "ann", key="k")
    assert done(customers.write([create(Number="a")], "ann", key="k")) == [("created", 1)]


def test_keys_are_forgotten_after_their_time(customers):
    from datetime import UTC, datetime

    customers.write([create(Number="a")], "ann", key="k")
    assert customers.forget(datetime(2020, 1, 1, tzinfo=UTC)) == 0
    assert customers.forget(datetime.now(UTC)) == 1
    assert done(customers.write([save(Number="a")], "ann", key="k")) == [("updated", 1)]


def test_a_component_that_is_gone_is_said(customers):
    customers.drop("customer")
    for asked in (
        lambda: customers.write([create(Number="a")], "ann"),
        lambda: customers.query("customer"),
        lambda: customers.drop("customer"),
    ):
        with pytest.raises(NotFound) as gone:
            asked()
        assert gone.value.code == "component_not_found"


def test_only_a_component_with_a_key_can_be_looked_up(entries):
    entries.define(component(ComponentField(id="a", name="A")), "ann")
    for asked in (lambda: entries.find("thing", [("x",)]), lambda: entries.write([Operation("thing", "save")], "ann")):
        with pytest.raises(StorageError) as refused:
            asked()
        assert refused.value.code == "component_without_key"


def test_fields_may_be_named_by_their_ids(customers):
    customers.write([create(number="a", name="Ann")], "ann")
    assert [entry["Name"] for entry in customers.query("customer", [EntryCondition("name", "equal", "Ann")])] == ["Ann"]

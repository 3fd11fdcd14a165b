"""Two people change one entry: the second is told, and the first one's change stands."""

import pytest

from storage.entries import Operation, Unfit


def test_a_change_made_for_an_older_state_is_refused_and_says_who_was_first(customers):
    [made] = customers.write([Operation("customer", "create", values={"Number": "1", "Age": 30})], "ada")
    [seen] = customers.get("customer", [made.id])
    customers.write([Operation("customer", "update", made.id, {"Age": 31}, seen["updateDate"])], "bob")
    with pytest.raises(Unfit) as refused:
        customers.write([Operation("customer", "update", made.id, {"Age": 99}, seen["updateDate"])], "ada")
    [fault] = refused.value.faults
    assert (fault.code, fault.parameters["author"]) == ("entry_stale", "bob")
    assert customers.get("customer", [made.id])[0]["Age"] == 31


def test_without_a_state_the_last_change_wins(customers):
    [made] = customers.write([Operation("customer", "create", values={"Number": "1"})], "ada")
    customers.write([Operation("customer", "update", made.id, {"Age": 31})], "bob")
    customers.write([Operation("customer", "update", made.id, {"Age": 32})], "ada")
    assert customers.get("customer", [made.id])[0]["Age"] == 32

"""What is posted is written once, in order; what cannot be written is shown, and nothing waits for it."""

import pytest

from storage.entries import Operation, Unfit
from storage.errors import NotFound
from tests.storage.entries.conftest import CUSTOMER


def post(entries, number, key, user="ann", **values):
    entries.post([Operation("customer", "create", None, {"Number": number, **values})], user, key=key)


def numbers(entries):
    return [entry["Number"] for entry in entries.query("customer")]


def test_what_is_posted_is_written_once_and_in_order(customers, courier):
    for key in "abc":
        post(customers, key, key)
    post(customers, "a again", "a")
    assert (customers.outbox.waiting(), numbers(customers)) == (3, [])
    assert (courier.deliver(), courier.deliver(), numbers(customers)) == (3, 0, ["a", "b", "c"])
    post(customers, "a again", "a")
    assert (courier.deliver(), numbers(customers)) == (0, ["a", "b", "c"])


def test_a_posting_is_its_posters(customers, courier):
    post(customers, "a", "k", user="bob")
    courier.deliver()
    assert customers.query("customer")[0]["creatorSubject"] == "bob"


def test_what_can_never_be_written_is_refused_at_once(customers):
    with pytest.raises(Unfit):
        post(customers, "a", "k", Age="old")
    with pytest.raises(NotFound):
        customers.post([Operation("nothing", "create")], "ann", key="k")
    assert customers.outbox.waiting() == 0


def test_what_could_not_be_written_is_shown_and_the_others_go_on(customers, courier):
    for number, key in (("a", "1"), ("a", "2"), ("b", "3")):
        post(customers, number, key)
    courier.deliver()
    [failed] = customers.outbox.undelivered()
    assert (numbers(customers), customers.outbox.waiting()) == (["a", "b"], 0)
    assert (failed.key, failed.user, failed.faults[0].code) == ("2", "ann", "entry_key_taken")
    assert failed.operations[0].values == {"number": "a"}


def test_a_failed_posting_is_tried_again_or_given_up(customers, courier):
    for number, key in (("a", "1"), ("a", "2"), ("a", "3")):
        post(customers, number, key)
    courier.deliver()
    again, given_up = customers.outbox.undelivered()
    customers.write([Operation("customer", "delete", 1)], "ann")
    customers.outbox.retry(again.number)
    customers.outbox.drop(given_up.number)
    post(customers, "a", "3")
    assert (courier.deliver(), numbers(customers), customers.outbox.undelivered()) == (1, ["a"], [])
    for deed in (customers.outbox.retry, customers.outbox.drop):
        with pytest.raises(NotFound):
            deed(given_up.number)


def test_a_posting_follows_a_field_that_is_renamed(customers, courier):
    post(customers, "a", "k", Name="Ann")
    fields = [field.model_copy(update={"name": {"Name": "Age", "Age": "Name"}.get(field.name, field.name)})
              for field in CUSTOMER.fields]  # fmt: skip
    customers.define(CUSTOMER.model_copy(update={"fields": fields}), "ann")
    courier.deliver()
    assert (customers.query("customer")[0]["Age"], customers.query("customer")[0]["Name"]) == ("Ann", None)


def test_a_component_that_is_dropped_meanwhile_is_said(customers, courier):
    post(customers, "a", "k")
    customers.drop("customer")
    courier.deliver()
    [failed] = customers.outbox.undelivered()
    assert [(fault.code, fault.parameters) for fault in failed.faults] == [("component_not_found", {"id": "customer"})]
    customers.define(CUSTOMER, "ann")
    customers.outbox.retry(failed.number)
    courier.deliver()
    assert numbers(customers) == ["a"]

"""Many write and read at once while somebody redesigns: each sees one design, nothing is written twice or lost."""

from concurrent.futures import ThreadPoolExecutor

from storage.entries import Operation
from tests.storage.entries.conftest import CUSTOMER

CREATED = [Operation("customer", "create", None, {"Number": "a"})]


def at_once(deed, count=8):
    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(deed, range(count)))


def test_a_key_writes_once_whoever_comes_first(customers):
    outcomes = at_once(lambda _: customers.write(CREATED, "ann", key="k"))
    assert (outcomes, customers.count("customer")) == ([outcomes[0]] * 8, 1)


def test_saves_of_one_new_key_make_one_entry(customers):
    outcomes = at_once(lambda _: customers.write([Operation("customer", "save", None, {"Number": "a"})], "ann")[0])
    assert sorted(one.done for one in outcomes) == ["created"] + ["updated"] * 7
    assert {one.id for one in outcomes} == {1}


def test_a_redesign_disturbs_no_reader_and_no_writer(customers):
    """The field `Age` turns from a number into text and back while it is read and written."""
    texts = CUSTOMER.model_copy(update={"fields": [*CUSTOMER.fields[:2], CUSTOMER.fields[2].model_copy(
        update={"type": "string"}), CUSTOMER.fields[3]]})  # fmt: skip

    def work(worker):
        if worker == 0:
            for design in [texts, CUSTOMER] * 5:
                customers.define(design, "ann")
            return []
        seen = []
        for number in range(10):
            customers.write([Operation("customer", "create", None, {"Number": f"{worker}-{number}", "Age": 7})], "ann")
            seen += [entry["Age"] for entry in customers.query("customer")]
        return seen

    seen = [age for ages in at_once(work, 4) for age in ages]
    assert set(seen) <= {7, "7"}
    assert [entry["Age"] for entry in customers.query("customer")] == [7] * 30

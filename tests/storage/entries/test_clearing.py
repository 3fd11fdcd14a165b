"""A sandbox without any component again; the other sandboxes know nothing of it."""

from storage.entries import Operation
from storage.entries.entries import Entries
from tests.storage.entries.conftest import CUSTOMER


def test_nothing_is_left_of_a_sandbox(place):
    dev, prod = Entries(place, "dev"), Entries(place, "prod")
    made = Operation("customer", "create", None, {"Number": "1"})
    for entries in (dev, prod):
        entries.define(CUSTOMER, "ann")
        entries.write([made], "ann", key="run:step")
        entries.post([made], "ann", key="posted")
    dev.clear()
    assert dev.components() == [] and dev.outbox.waiting() == 0
    assert prod.count("customer") == 1 and prod.outbox.waiting() == 1
    dev.define(CUSTOMER, "ann")
    assert dev.write([made], "ann", key="run:step")[0].id == 1 and dev.count("customer") == 1
    dev.clear()
    dev.clear()

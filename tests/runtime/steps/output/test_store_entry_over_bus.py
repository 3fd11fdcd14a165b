"""New entries over the outbox: soon, and once."""

from typing import Any

import pytest

from runtime.problems import Problems
from tests.runtime.customers import COLUMNS, designed, rows

SETTINGS = {"component": "customer", "mapping": COLUMNS}


def delivered(stage: Any) -> None:
    """Everything that was posted is written now."""
    from storage.entries.courier import Courier

    courier = Courier(stage.entries.outbox._database)
    while stage.entries.outbox.waiting():
        courier.deliver()


def test_the_items_go_on_and_each_becomes_one_new_entry(stage):
    designed(stage.entries)
    items = [{"code": f"c{n:03}", "name": "x"} for n in range(250)]
    assert stage.play("store_entry_over_bus", SETTINGS, items, user="bob").items() == items
    stage.done.clear()  # died before it was noted
    stage.play("store_entry_over_bus", SETTINGS, items, user="bob")
    delivered(stage)
    assert rows(stage.entries, "code", "creatorSubject") == [(item["code"], "bob") for item in items]


def test_what_fits_no_entry_stops_the_run_or_is_left_out(stage):
    designed(stage.entries)
    items = [{"code": "a", "name": "A"}, {"code": "b", "name": None}, {"code": "c", "name": "C"}]
    with pytest.raises(Problems) as wrong:
        stage.play("store_entry_over_bus", SETTINGS, items)
    assert (wrong.value.problems[0].code, wrong.value.problems[0].item["index"]) == ("entry_value_missing", 1)
    model = stage.play("store_entry_over_bus", SETTINGS, items, advanced={"on_error": "skip_item"})
    assert [item["code"] for item in model.items()] == ["a", "c"]
    delivered(stage)
    assert rows(stage.entries, "code") == [("a",), ("c",)]


def test_a_dry_run_posts_nothing(stage):
    designed(stage.entries)
    stage.play("store_entry_over_bus", SETTINGS, [{"code": "a", "name": "A"}], dry=True)
    [said] = stage.events
    assert (said.code, said.parameters) == ("would_post_entries", {"count": 1, "component": "Customer"})
    assert stage.entries.outbox.waiting() == stage.entries.count("customer") == 0

"""Whole entries by their ids."""

from tests.runtime.customers import add, designed


def test_every_item_gets_its_whole_entry_or_null(stage):
    row = {"code": "a", "name": "A", "age": 7, "since": "2024-05-31", "seen": "2024-05-31T10:00:00Z", "tags": [1, "x"]}
    [only] = add(designed(stage.entries), "customer", row)
    items = [{"n": number} for number in (only, None, 99, str(only), "x")]
    model = stage.play("get_entity_by_id", {"component": "customer", "id_field": "n"}, items)
    entries = [item["entry"] for item in model.items()]
    assert entries == [entries[0], None, None, entries[0], None]
    assert {name: entries[0][name] for name in row} == row
    assert (entries[0]["id"], entries[0]["shown"], entries[0]["creatorSubject"]) == (only, "a A", "ann")


def test_dates_are_dates_for_the_steps_behind(stage):
    add(designed(stage.entries), "customer", {"code": "a", "name": "A", "since": "2024-05-31"})
    model = stage.play("get_entity_by_id", {"component": "customer", "id_field": "n"}, [{"n": 1}])
    later = {"conditions": [{"field": "entry.since", "operator": "greater", "value": "2024-05-01"}]}
    assert stage.play("filter_source", later, model).count() == 1

"""Entries created, updated and deleted, item by item."""

from typing import Any

import pytest

from runtime.problems import Problems
from tests.runtime.customers import COLUMNS, add, designed, rows

BY_KEY = {"component": "customer", "mapping": COLUMNS}
BY_ID = {"component": "customer", "find_by": "id", "id_field": "n", "mapping": COLUMNS}


def items(*codes: str, **more: Any) -> list[dict[str, Any]]:
    return [{"code": code, "name": code.upper(), **more} for code in codes]


def test_by_key_what_is_there_is_updated_and_the_rest_created(stage):
    [first] = add(designed(stage.entries), "customer", {"code": "b", "name": "old", "age": 7})
    model = stage.play("update_entry", BY_KEY, items("a", "b"), user="bob")
    assert [item["entry"]["done"] for item in model.items()] == ["created", "updated"]
    assert model.items()[1]["entry"]["id"] == first
    told = rows(stage.entries, "code", "name", "age", "creatorSubject", "updateSubject")
    assert told == [("a", "A", None, "bob", "bob"), ("b", "B", 7, "ann", "bob")]


def test_by_id_an_empty_id_is_a_new_entry_and_a_stale_one_stops(stage):
    [first] = add(designed(stage.entries), "customer", {"code": "b", "name": "old"})
    sent = [{"n": None, "code": "a", "name": "A"}, {"n": first, "code": "c", "name": "C"}]
    with pytest.raises(Problems) as wrong:
        stage.play("update_entry", BY_ID, [*sent, {"n": 99, "code": "d", "name": "D"}])
    [found] = wrong.value.problems
    assert (found.code, found.item["index"], found.item["data"]["code"]) == ("entry_missing", 2, "d")
    assert rows(stage.entries, "code") == [("b",)]
    assert [one["entry"]["done"] for one in stage.play("update_entry", BY_ID, sent).items()] == ["created", "updated"]
    assert rows(stage.entries, "code") == [("a",), ("c",)]


def test_a_flag_deletes_by_key_even_what_was_made_just_before(stage):
    add(designed(stage.entries), "customer", {"code": "b", "name": "B"})
    sent = [{"code": code, "name": "x", "gone": gone} for code, gone in
            (("a", False), ("b", True), ("a", True), ("c", True), ("a", False))]  # fmt: skip
    model = stage.play("update_entry", BY_KEY | {"delete_flag": "gone"}, sent)
    assert [one["entry"]["done"] for one in model.items()] == ["created", "deleted", "deleted", "missing", "created"]
    assert rows(stage.entries, "code") == [("a",)]


def test_one_bad_item_stops_its_thousand_and_is_named_or_is_left_out(stage):
    designed(stage.entries)
    sent = items(*(f"c{n:04}" for n in range(1500)))
    sent[1200]["name"] = None
    with pytest.raises(Problems) as wrong:
        stage.play("update_entry", BY_KEY, sent)
    [found] = wrong.value.problems
    assert (found.code, found.item["index"], found.item["data"]["code"]) == ("entry_value_missing", 1200, "c1200")
    assert stage.entries.count("customer") == 1000
    model = stage.play("update_entry", BY_KEY, sent, advanced={"on_error": "skip_item"})
    assert (model.count(), stage.entries.count("customer")) == (1499, 1499)
    assert stage.context.faults.count == 1
    again = stage.play("update_entry", BY_KEY, sent, advanced={"on_error": "continue"})
    assert again.items()[1200]["entry"] is None


def test_an_empty_key_belongs_to_nobody(stage):
    designed(stage.entries)
    sent = [{"code": "a", "name": "A"}, {"code": None, "name": "B"}]
    with pytest.raises(Problems) as wrong:
        stage.play("update_entry", BY_KEY, sent)
    assert [(one.code, one.item["index"]) for one in wrong.value.problems] == [("entry_key_empty", 1)]


def test_an_attempt_after_a_crash_writes_nothing_twice(stage):
    designed(stage.entries)
    new = {"component": "region", "find_by": "nothing", "mapping": [{"field": "code", "from": "code"}]}
    first = stage.play("update_entry", new, items("a", "b")).items()
    assert stage.play("update_entry", new, items("a", "b")).items() == first
    stage.done.clear()  # died between the deed and the word about it
    assert stage.play("update_entry", new, items("a", "b")).items() == first
    assert stage.entries.count("region") == 2


def test_a_rename_in_between_changes_nothing(stage):
    component = designed(stage.entries).component("customer")
    names = {"f2": "title", "f3": "f2"}
    fields = [one.model_copy(update={"name": names.get(one.id, one.name)}) for one in component.fields]
    stage.entries.define(component.model_copy(update={"fields": fields}), "ann")
    stage.play("update_entry", BY_KEY, items("a"))
    assert rows(stage.entries, "title", "f2") == [("A", None)]


def test_a_dry_run_says_what_would_be_done(stage):
    add(designed(stage.entries), "customer", {"code": "b", "name": "B"}, {"code": "d", "name": "D"})
    sent = [{"code": code, "name": "x", "gone": gone} for code, gone in
            (("a", False), ("b", False), ("c", False), ("d", True), ("e", True), ("a", False))]  # fmt: skip
    model = stage.play("update_entry", BY_KEY | {"delete_flag": "gone"}, sent, dry=True)
    said = {event.code: event.parameters for event in stage.events}
    would = {"component": "Customer", "created": 2, "updated": 2, "deleted": 1}
    assert said == {"would_change_entries": would, "would_find_no_entry": {"count": 1}}
    done = ["created", "updated", "created", "deleted", "missing", "updated"]
    assert ([one["entry"]["done"] for one in model.items()], stage.entries.count("customer")) == (done, 2)

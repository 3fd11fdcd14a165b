"""References by primary key."""

import pytest

from runtime.problems import Problems
from storage.component import Component
from tests.runtime.customers import add, designed

KEYS = {"component": "customer", "keys": [{"field": "f1", "from": "who.code"}]}


def test_every_item_gets_the_id_of_its_entry_or_null(stage):
    first, second = add(designed(stage.entries), "customer", {"code": "a", "name": "A"}, {"code": "b", "name": "B"})
    items = [{"who": {"code": code}} for code in ("b", "a", None, "c", "b")]
    model = stage.play("lookup_reference", KEYS | {"into": "who.id"}, items)
    assert [item["who"]["id"] for item in model.items()] == [second, first, None, None, second]


def test_a_key_may_have_a_fixed_part(stage):
    entries = designed(stage.entries)
    both = [field.model_copy(update={"primary_key": True}) for field in entries.component("region").fields]
    entries.define(Component(id="shop", name="Shop", fields=both), "ann")
    [only] = add(entries, "shop", {"code": "fr", "title": "1"})
    keys = [{"field": "title", "from": "n"}, {"field": "code", "value": "fr"}]
    model = stage.play("lookup_reference", {"component": "shop", "keys": keys}, [{"n": 1}, {"n": 2}])
    assert [item["reference"] for item in model.items()] == [only, None]


def test_a_key_of_another_type_is_a_problem_and_no_silent_null(stage):
    designed(stage.entries)
    with pytest.raises(Problems) as wrong:
        stage.play("lookup_reference", KEYS, [{"who": {"code": ["a"]}}])
    assert [(one.code, one.setting) for one in wrong.value.problems] == [("entry_type_misfit", "keys[0].from")]


def test_a_component_that_is_gone_is_named(stage):
    with pytest.raises(Problems) as wrong:
        stage.play("lookup_reference", KEYS, [{"who": {"code": "a"}}])
    assert wrong.value.problems[0].code == "component_not_found"

"""Ids that mean nothing outside become keys that do."""

import pytest

from runtime.problems import Problems
from runtime.steps import CATALOG
from storage.component import Component, ComponentField
from storage.entries import Operation
from tests.runtime.customers import add, designed

PLACE = Component(id="place", name="Place", fields=[
    ComponentField(id="c", name="country", primary_key=True),
    ComponentField(id="z", name="zip", type="integer", primary_key=True),
])  # fmt: skip
SHOP = Component(id="shop", name="Shop", fields=[
    ComponentField(id="p", name="place", type="catalog", catalog="place", primary_key=True),
    ComponentField(id="n", name="no", type="integer", primary_key=True),
])  # fmt: skip
BARE = Component(id="bare", name="Bare", fields=[ComponentField(id="x", name="x")])


def test_references_become_the_keys_of_their_entries(stage):
    north, south = add(designed(stage.entries), "region", {"code": "n"}, {"code": "s"})
    items = [{"region": north, "lines": [{"region": south}, {"region": None}]}, {"region": 99, "lines": []}]
    first, second = stage.play("prepare_external_keys", {"component": "customer"}, items).items()
    assert (first["region"], [line["region"] for line in first["lines"]]) == ("n", ["s", None])
    assert (second["region"], stage.context.faults.warnings) == (None, {"catalog_entries_gone": 1})


def test_a_key_of_several_fields_is_an_object_and_the_own_id_can_be_replaced_too(stage):
    stage.entries.define(PLACE, "ann")
    [lille] = add(stage.entries, "place", {"country": "FR", "zip": 59000})
    fields = [{"field": "id", "component": "place"}]
    [item] = stage.play("prepare_external_keys", {"fields": fields}, [{"id": lille, "name": "Lille"}]).items()
    assert item == {"id": {"country": "FR", "zip": 59000}, "name": "Lille"}


def test_a_key_that_refers_to_another_entry_holds_the_key_of_that(stage):
    stage.entries.define(PLACE, "ann")
    stage.entries.define(SHOP, "ann")
    [lille] = add(stage.entries, "place", {"country": "FR", "zip": 59000})
    first, second = add(stage.entries, "shop", {"place": lille, "no": 3}, {"no": 4})
    fields = [{"field": "shop", "component": "shop"}]
    made = stage.play("prepare_external_keys", {"fields": fields}, [{"shop": first}, {"shop": second}]).items()
    assert [one["shop"] for one in made] == [
        {"place": {"country": "FR", "zip": 59000}, "no": 3}, {"place": None, "no": 4},
    ]  # fmt: skip


def test_a_key_that_is_nothing_but_a_reference_is_that_entrys_key(stage):
    [north] = add(designed(stage.entries), "region", {"code": "n"})
    stage.entries.define(Component(id="office", name="Office", fields=[
        ComponentField(id="r", name="region", type="catalog", catalog="region", primary_key=True)]), "ann")  # fmt: skip
    [office] = add(stage.entries, "office", {"region": north})
    fields = [{"field": "office", "component": "office"}]
    assert stage.play("prepare_external_keys", {"fields": fields}, [{"office": office}]).items() == [{"office": "n"}]


def test_a_key_that_refers_to_itself_in_a_circle_is_told(stage):
    stage.entries.define(Component(id="node", name="Node", fields=[
        ComponentField(id="n", name="name", primary_key=True),
        ComponentField(id="u", name="up", type="catalog", catalog="node", primary_key=True)]), "ann")  # fmt: skip
    [top] = add(stage.entries, "node", {"name": "top"})
    [low] = add(stage.entries, "node", {"name": "low", "up": top})
    fields = [{"field": "node", "component": "node"}]
    [item] = stage.play("prepare_external_keys", {"fields": fields}, [{"node": low}]).items()
    assert item["node"] == {"name": "low", "up": {"name": "top", "up": None}}
    stage.entries.write([Operation("node", "update", top, {"up": low})], "ann")
    with pytest.raises(Problems) as wrong:
        stage.play("prepare_external_keys", {"fields": fields}, [{"node": low}])
    assert [(one.code, one.setting) for one in wrong.value.problems] == [("entry_key_circle", "fields[0].component")]


def test_a_reference_to_a_component_without_a_key_is_told_where_the_component_brings_it_in(stage):
    stage.entries.define(BARE, "ann")
    stage.entries.define(Component(id="order", name="Order", fields=[
        ComponentField(id="b", name="bare", type="catalog", catalog="bare")]), "ann")  # fmt: skip
    [bare] = add(stage.entries, "bare", {"x": "1"})
    with pytest.raises(Problems) as wrong:
        stage.play("prepare_external_keys", {"component": "order"}, [{"bare": bare}])
    [found] = wrong.value.problems
    assert (found.code, found.setting, found.parameters) == ("entry_without_key", "component", {"name": "Bare"})


def test_a_component_without_a_key_has_nothing_to_send(stage):
    stage.entries.define(BARE, "ann")
    step = CATALOG["prepare_external_keys"].model_validate({"fields": [{"field": "id", "component": "bare"}]})
    assert [one.code for one in step.problems_in(stage.known)] == ["entry_without_key"]

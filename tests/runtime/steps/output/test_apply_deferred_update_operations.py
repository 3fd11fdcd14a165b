"""Collected changes applied: in chunks, in order, once."""

from typing import Any

import pytest

from runtime.context import Deferred
from runtime.engines.values import model_of
from runtime.problems import Problems
from runtime.steps import CATALOG
from tests.runtime.customers import COLUMNS, add, designed, rows


def put_off(stage: Any, items: list[dict[str, Any]], **settings: Any) -> None:
    """A step before that collected changes of these items."""
    kind = CATALOG["deferred_update_entry"].model_validate({"component": "customer", "mapping": COLUMNS, **settings})
    stage.put_off.append(Deferred(f"later{len(stage.put_off)}", kind, model_of(items)))


def apply(stage: Any, **more: Any) -> dict[str, int]:
    settings = {name: more.pop(name) for name in ("chunk_size", "parallel", "pause") if name in more}
    [told] = stage.play("apply_deferred_update_operations", settings, [], **more).items()
    return told


def named(*codes: str, name: str = "x", gone: bool = False) -> list[dict[str, Any]]:
    return [{"code": code, "name": name, "gone": gone} for code in codes]


@pytest.mark.parametrize("parallel", [1, 3])
def test_what_happens_to_one_entry_stays_in_its_order(stage, parallel):
    add(designed(stage.entries), "customer", {"code": "c00", "name": "old"})
    codes = [f"c{n:02}" for n in range(40)]
    put_off(stage, named(*codes, name="first"))
    put_off(stage, named(*codes[:5], gone=True), delete_flag="gone")
    put_off(stage, named(*codes[3:], name="last"))
    told = apply(stage, chunk_size=7, parallel=parallel)
    assert told == {"created": 41, "updated": 36, "deleted": 5, "failed": 0}
    assert rows(stage.entries, "code", "name") == [(code, "last") for code in codes[3:]]


def test_changes_by_id_and_by_key_of_one_component_are_not_torn_apart(stage):
    [only] = add(designed(stage.entries), "customer", {"code": "a", "name": "A"})
    put_off(stage, [{"n": only, "code": "b", "name": "B"}], find_by="id", id_field="n")
    put_off(stage, named("b", name="C"))
    assert apply(stage, parallel=8, chunk_size=1)["updated"] == 2
    assert rows(stage.entries, "id", "name") == [(only, "C")]


def test_a_bad_change_in_the_middle_stops_its_chunk_and_is_named(stage):
    designed(stage.entries)
    items = named(*(f"c{n:04}" for n in range(2500)))
    items[1234]["name"] = None
    put_off(stage, named("z"))
    put_off(stage, items)
    with pytest.raises(Problems) as wrong:
        apply(stage, chunk_size=500)
    [found] = wrong.value.problems
    assert (found.code, found.item["index"], found.item["data"]["code"]) == ("entry_value_missing", 1235, "c1234")
    assert stage.entries.count("customer") == 1000
    told = apply(stage, chunk_size=500, advanced={"on_error": "skip_item"})
    assert (told["created"], told["failed"]) == (2500, 1)


def test_chunks_that_were_applied_are_not_applied_again(stage):
    designed(stage.entries)
    put_off(stage, named(*"abcde"))
    first = apply(stage, chunk_size=2)
    del stage.done["0-1"]  # died before it was noted
    assert apply(stage, chunk_size=2) == first == {"created": 5, "updated": 0, "deleted": 0, "failed": 0}
    assert stage.entries.count("customer") == 5


def test_a_dry_run_looks_and_writes_nothing(stage):
    add(designed(stage.entries), "customer", {"code": "a", "name": "A"})
    put_off(stage, named("a", "b"))
    assert apply(stage, dry=True) == {"created": 1, "updated": 1, "deleted": 0, "failed": 0}
    [said] = stage.events
    assert said.parameters == {"component": "Customer", "created": 1, "updated": 1, "deleted": 0}
    assert stage.entries.count("customer") == 1

"""Entries by conditions."""

from typing import Any

import pytest

from runtime.problems import Problems
from tests.runtime.customers import add, designed

ROWS = [{"code": code, "name": code.upper(), "age": age} for code, age in (("a", 5), ("b", 7), ("c", 5), ("d", None))]


def found(stage: Any, settings: dict[str, Any], items: list[dict[str, Any]]) -> list[list[str]]:
    model = stage.play("query_entity_by_filter", {"component": "customer"} | settings, items)
    return [[entry["code"] for entry in item["entries"]] for item in model.items()]


def test_each_item_gets_the_entries_with_its_value_in_order_and_no_more_than_asked_for(stage):
    add(designed(stage.entries), "customer", *ROWS)
    settings = {"conditions": [{"field": "f3", "from": "n"}], "order": [{"field": "f1", "direction": "desc"}]}
    items = [{"n": n} for n in (5, 7, None, 6, 5)]
    assert found(stage, settings, items) == [["c", "a"], ["b"], [], [], ["c", "a"]]
    assert found(stage, settings | {"limit": 1}, items) == [["c"], ["b"], [], [], ["c"]]


def test_conditions_may_be_fixed_compared_otherwise_and_of_any_kind(stage):
    add(designed(stage.entries), "customer", *ROWS)
    fixed = {"field": "f2", "operator": "in", "value": ["A", "B", "D"]}
    assert found(stage, {"conditions": [fixed]}, [{}, {}]) == [["a", "b", "d"]] * 2
    above = {"field": "f3", "operator": "greater_or_equal", "from": "n"}
    assert found(stage, {"conditions": [above, fixed]}, [{"n": 6}, {"n": 1}]) == [["b"], ["a", "b"]]
    either = {"match": "any", "conditions": [{"field": "f3", "from": "n"}, {"field": "id", "value": 4}]}
    assert found(stage, either, [{"n": 7}]) == [["b", "d"]]


def test_a_thousand_values_are_one_question(stage, monkeypatch):
    entries, asked = designed(stage.entries), []
    add(entries, "customer", *({"code": f"c{n}", "name": "x", "age": n} for n in range(1500)))
    ask = entries.query
    monkeypatch.setattr(entries, "query", lambda *what, **how: asked.append(1) or ask(*what, **how))
    items = [{"n": n % 1500} for n in range(3000)]
    rows = found(stage, {"conditions": [{"field": "f3", "from": "n"}]}, items)
    assert rows == [[f"c{n % 1500}"] for n in range(3000)]
    assert len(asked) == 2


def test_what_makes_no_sense_is_a_problem(stage):
    designed(stage.entries)
    with pytest.raises(Problems) as wrong:
        found(stage, {"conditions": [{"field": "f3", "from": "n"}]}, [{"n": "old"}])
    assert wrong.value.problems[0].code == "entry_type_misfit"

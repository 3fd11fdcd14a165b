"""Checking long flows: four times the steps should take about four times as long, not sixteen times."""

from time import perf_counter

import pytest

from runtime.check import check

FEW, MANY = 500, 2000


def flow(count: int, kinds: int) -> dict:
    """One calculated field after the other, each by a step of its own; `kinds` different fields in all."""
    fields = [{"name": f"f{n}", "type": "string", "required": False} for n in range(10)]
    steps = [{"id": "s", "type": "get_action_model", "name": "", "settings": {"fields": fields}}]
    for n in range(count):
        line = {"to": f"g{n % kinds}", "expression": f"upper(f{n % 10})"}
        told = {"source": steps[-1]["id"], "mapping": [line], "keep_others": True}
        steps.append({"id": f"s{n}", "type": "transform_model", "name": "", "settings": told})
    return {"id": "long", "name": "Long", "phases": [{"id": "a", "name": "A", "steps": steps}]}


def seconds(count: int, kinds: int) -> float:
    document = flow(count, kinds)
    started = perf_counter()
    checked = check(document)
    taken = perf_counter() - started
    assert checked.errors == []
    assert len(checked.schemas[f"s{count - 1}"] or ()) == 10 + min(count, kinds)
    return taken


@pytest.mark.benchmark
@pytest.mark.parametrize(("words", "kinds"), [("100 fields", 100), ("a field more with each step", MANY)])
def test_a_check_of_2000_steps(words, kinds):
    check(flow(1, 1))
    few, many = (min(seconds(count, kinds) for _ in range(2)) for count in (FEW, MANY))
    print(f"\n{words}: {FEW} steps {few:.2f} s, {MANY} steps {many:.2f} s, ratio {many / few:.1f}")

"""A small flow, again and again: durable, all events stored. Goal: 200 runs a second at 16 callers, p95 ≤ 150 ms."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter, process_time
from typing import Any

import pytest

from runtime.installation import Installation
from runtime.publish import publish

pytestmark = pytest.mark.benchmark


def small() -> dict[str, Any]:
    """The caller's model, three pure steps, a response."""
    sums = [{"left": {"field": "amount"}, "operator": "*", "right": {"value": 2}, "into": "double"}]
    return {"name": "Small", "phases": [{"id": "p", "steps": [
        {"id": "in", "type": "get_action_model", "settings": {"fields": [{"name": "amount", "type": "number"}]}},
        {"id": "keep", "type": "filter_source", "settings": {"conditions": [
            {"field": "amount", "operator": "greater", "value": 1}]}},
        {"id": "double", "type": "simple_math", "settings": {"operations": sums}},
        {"id": "tidy", "type": "transform_model", "settings": {"mapping": [{"to": "total", "from": "double"}]}},
        {"id": "out", "type": "write_response", "settings": {"shape": "list"}},
    ]}]}  # fmt: skip


def test_small_runs_with_wait(installation: Installation, capsys: pytest.CaptureFixture[str]):
    flow = installation.flows().create(small(), "ann").id
    publish(installation, flow, "ann")

    def once(number: int) -> float:
        started = perf_counter()
        run = installation.engine.start(flow, model=[{"amount": number + 2}], user="ann")
        seen = installation.engine.wait(run, 30)
        assert seen is not None
        assert seen["result"] == [{"total": (number + 2) * 2}]
        return perf_counter() - started

    rows = [measured(once, callers, runs) for callers, runs in ((1, 300), (16, 1200))]
    with capsys.disabled():
        print("\ncallers | runs/s | CPU ms/run | p50 ms | p95 ms")
        for row in rows:
            print(" | ".join(row))
    for run in installation.runs.list(limit=100):
        assert installation.logs.count(run.id) == installation.logs.last(run.id) >= 13


def measured(once: Callable[[int], float], callers: int, runs: int) -> list[str]:
    with ThreadPoolExecutor(callers) as many:
        list(many.map(once, range(20)))
        started, used = perf_counter(), process_time()
        times = sorted(many.map(once, range(runs)))
        passed, spent = perf_counter() - started, process_time() - used
    figures = (runs / passed, spent / runs * 1000, times[runs // 2] * 1000, times[int(runs * 0.95)] * 1000)
    return [f"{callers:7}", *(f"{figure:.1f}" for figure in figures)]

"""A small flow over HTTP with `wait`: durable, all events stored. Goal: 200 requests/s at 16 callers, p95 ≤ 150 ms."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from runtime.execution import Execution
from runtime.installation import Installation
from runtime.plan import plan_of
from runtime.publish import publish
from runtime.recorded import Recorded
from runtime.step_context import Given
from runtime.stop import Stop
from runtime.world import StoreWorld
from tests.browser.server import Server

pytestmark = pytest.mark.benchmark
CALLERS = ((1, 400), (16, 2400), (1, 400), (16, 2400))


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


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[tuple[Path, str, str]]:
    """A data folder with the flow published: the folder, the flow's id, a token."""
    data = tmp_path / "data"
    with Installation(data) as installation:
        installation.people.add("ann", "nine lives of cats", "administrator")
        flow = installation.flows().create(small(), "ann").id
        publish(installation, flow, "ann")
        token = installation.people.add_token("ann")
    yield data, flow, token


def test_small_runs_with_wait(folder: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]):
    data, flow, token = folder
    server = Server(data)
    try:
        measured(server, flow, token, 16, 100)
        rows = [measured(server, flow, token, *size) for size in CALLERS]
    finally:
        server.stop()
    inside = {name: f"{cost:.2f}" for name, cost in where_the_time_goes(data, flow).items()}
    with capsys.disabled():
        print(f"\n2 cores, the caller included; load average {os.getloadavg()[0]:.1f}")
        print("callers | requests/s | p50 ms | p95 ms | server CPU ms/request | caller CPU ms/request")
        print("\n".join(rows))
        print("of which:", ", ".join(f"{name} {spent} ms" for name, spent in inside.items()), "(one caller)")
    everything_is_stored(data)


def measured(server: Server, flow: str, token: str, callers: int, requests: int) -> str:
    port, path = server.url.rpartition(":")[2].strip("/"), f"/api/flows/{flow}/runs?wait=30"
    client = Path(__file__).with_name("lean_client.py")
    before, mine = cpu(server.process.pid), os.times().children_user + os.times().children_system
    words = [sys.executable, str(client), port, path, token, str(callers), str(requests)]
    seen = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    spent = (cpu(server.process.pid) - before) / requests * 1000
    caller = (os.times().children_user + os.times().children_system - mine) / requests * 1000
    times = sorted(seen["times"])
    p50, p95 = times[requests // 2] * 1000, times[int(requests * 0.95)] * 1000
    return f"{callers:7} | {requests / seen['seconds']:10.1f} | {p50:6.1f} | {p95:6.1f} | {spent:.2f} | {caller:.2f}"


def cpu(process: int) -> float:
    """Seconds of CPU that the process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def where_the_time_goes(data: Path, flow: str) -> dict[str, float]:
    """Milliseconds of CPU for the same run without HTTP, and for its steps without storing anything."""
    with Installation(data) as installation:
        plan, world = plan_of(installation.flows().live(flow)[1]), StoreWorld(installation.files)

        def whole() -> None:
            run = installation.engine.start(flow, model=[{"amount": 3}], user="ann", waited_for=True)
            assert installation.engine.wait(run, 30)

        def computed() -> None:
            given = Given("run", model=[{"amount": 3}])
            once: Any = None  # no step of this flow makes files
            done = Execution(plan, given, world, lambda _: None, stop=Stop(), once=once, recorded=Recorded())
            assert done.go() == []

        return {"run without HTTP": cost(whole), "its steps alone": cost(computed)}


def cost(deed: Any) -> float:
    for _ in range(20):
        deed()
    before = process_time()
    for _ in range(200):
        deed()
    return (process_time() - before) / 200 * 1000


def everything_is_stored(data: Path) -> None:
    with Installation(data) as installation:
        runs = installation.runs.list(limit=6000)
        assert len(runs) > sum(requests for _, requests in CALLERS)
        for run in runs[::50]:
            assert run.status == "succeeded"
            assert installation.logs.count(run.id) == installation.logs.last(run.id) >= 13

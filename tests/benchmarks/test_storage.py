"""How quick remembering is: 1,000 flows with 50 versions each, runs and log lines. Run with `-m benchmark`."""

import json
from concurrent.futures import ThreadPoolExecutor
from shutil import copytree
from statistics import median, quantiles
from time import perf_counter

import pytest

from storage.flows import Flows
from storage.logs import Logs
from storage.runs import RunRecord, Runs
from storage.tiny_file import opened, sealed

pytestmark = pytest.mark.benchmark


def document(steps, name="Orders"):
    settings = {"match": "all", "conditions": [{"field": "dep_delay", "operator": "greater", "value": 0}]}
    cards = [{"id": f"s{n}", "type": "filter_source", "name": f"Step {n}", "settings": settings} for n in range(steps)]
    return {"format": 1, "name": name, "phases": [{"id": f"p{n}", "steps": cards[n::5]} for n in range(5)]}


def seconds(deed):
    before = perf_counter()
    deed()
    return perf_counter() - before


def row(name, deed, times):
    """One line of the table: milliseconds in the middle and at the 95th of 100."""
    seen = [seconds(deed) * 1000 for _ in range(times)]
    high = quantiles(seen, n=20)[-1] if times > 1 else seen[0]
    return f"{name:<44} {median(seen):9.2f} ms p50 {high:9.2f} ms p95"


def shelf_of_1000(folder):
    """One flow with 50 versions, and 999 copies of its files under other ids."""
    flows = Flows(folder)
    first = flows.create(document(20), "ann").id
    for version in range(50):
        flows.publish(first, document(20, f"Version {version}"), "ann")
    made = [first, *(f"copy-{number}" for number in range(999))]
    for name in made[1:]:
        copytree(folder / "prod" / first, folder / "prod" / name)
        draft = folder / "prod" / name / "draft.json"
        state = opened(draft.read_bytes())
        state["flow"]["1"]["id"] = name
        draft.write_bytes(sealed(state))
    return flows, made


def test_autosave_load_and_list_with_1000_flows_of_50_versions(tmp_path, capsys):
    flows, made = shelf_of_1000(tmp_path)
    big, one = flows.create(document(500), "ann").id, made[500]
    names = iter(range(10**6))
    table = [
        row("first list: every flow is read", flows.list, 1),
        row("list", flows.list, 20),
        row("list after a restart", lambda: Flows(tmp_path).list(), 10),
        row("load, 20 steps", lambda: flows.get(one), 200),
        row("autosave, 20 steps", lambda: flows.save(one, document(20), None, "ann"), 200),
        row("autosave and list", lambda: (flows.save(one, document(20), None, "ann"), flows.list()), 50),
        row("publish version 51 and on", lambda: flows.publish(one, document(20, str(next(names))), "ann"), 50),
        row("show 100 versions", lambda: flows.versions(one), 50),
        row("load, 500 steps", lambda: flows.get(big), 50),
        row("autosave, 500 steps", lambda: flows.save(big, document(500), None, "ann"), 50),
    ]
    with capsys.disabled():
        print("", *table, sep="\n")


def test_runs_and_log_lines(tmp_path, capsys):
    runs, logs = Runs(tmp_path / "runs.sqlite"), Logs(tmp_path / "runs.sqlite")
    frozen, count = document(5), 2000

    def run(number):
        runs.create(RunRecord(id=f"r{number}", flow="f", document=frozen, model={"n": number}))
        runs.update(f"r{number}", status="succeeded", response=[{"n": number}], steps=[{"id": "s", "items_out": 1}] * 5)

    alone = count / seconds(lambda: [run(number) for number in range(count)])
    with ThreadPoolExecutor(16) as threads:
        together = count / seconds(lambda: list(threads.map(run, range(count, 2 * count))))
    said = [
        json.dumps({"type": "log", "level": "info", "step": "s", "text": f"line {n} says so"}) for n in range(10**5)
    ]
    batches = [list(enumerate(said, 1))[start : start + 3000] for start in range(0, len(said), 3000)]
    lines = len(said) / seconds(lambda: [logs.append("r", batch) for batch in batches])
    table = [
        f"runs, created and updated                    {alone:9.0f} /s alone, {together:9.0f} /s in 16 threads",
        f"log lines in batches of 3,000                {lines:9.0f} /s",
        row("1,000 lines in the middle of 100,000", lambda: logs.read("r", after=50_000), 20),
        row("search a word in 100,000 lines", lambda: logs.search("r", "LINE 99999"), 20),
        row("the newest 50 runs", lambda: runs.list(limit=50), 20),
    ]
    runs.close()
    logs.close()
    with capsys.disabled():
        print("", *table, sep="\n")

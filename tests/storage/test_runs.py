"""Runs: each accepted once, read quickly, never lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from storage.errors import NotFound
from storage.runs import RunRecord, Runs

DOCUMENT = {"name": "Delays", "phases": [], "big": 2**70}


@pytest.fixture
def runs(tmp_path):
    opened = Runs(tmp_path / "runs.sqlite")
    yield opened
    opened.close()


def test_a_run_comes_back_whole(runs):
    run = RunRecord(id="r1", flow="f", flow_name="Delays", version=3, document=DOCUMENT, model={"n": 2**80}, user="ann",
                    files={"flights": "f1"}, trigger="api")  # fmt: skip
    assert runs.create(run) == run
    assert runs.get("r1") == run


def test_what_a_run_became_is_kept(runs):
    runs.create(RunRecord(id="r1", flow="f", document=DOCUMENT))
    now = datetime.now(UTC)
    runs.update("r1", status="succeeded", started=now, finished=now, response=[{"n": 1.0}], status_code=200,
                steps=[{"id": "s", "items_out": 1}], made_files=[{"id": "x"}], problems=[])  # fmt: skip
    run = runs.get("r1")
    assert (run.status, run.finished, run.response, run.status_code) == ("succeeded", now, [{"n": 1.0}], 200)
    assert (run.steps, run.made_files, run.document) == ([{"id": "s", "items_out": 1}], [{"id": "x"}], DOCUMENT)


def test_a_key_makes_a_repeat_the_first_run(runs):
    first = runs.create(RunRecord(id="r1", flow="f", key="k", document=DOCUMENT))
    assert runs.create(RunRecord(id="r2", flow="f", key="k", document={"other": 1})) == first
    assert runs.create(RunRecord(id="r3", flow="g", key="k")).id == "r3"
    assert runs.create(RunRecord(id="r4", flow="f", key="k", sandbox="dev")).id == "r4"
    assert runs.create(RunRecord(id="r5", flow="f")).id == "r5"
    assert [run.id for run in runs.list()] == ["r5", "r4", "r3", "r1"]


def test_of_many_with_one_key_at_once_one_is_the_run(runs):
    with ThreadPoolExecutor(8) as threads:
        made = threads.map(lambda n: runs.create(RunRecord(id=f"r{n}", flow="f", key="k")).id, range(16))
        assert len(set(made)) == len(runs.list()) == 1


def test_the_history_goes_page_by_page(runs):
    for number in range(7):
        runs.create(RunRecord(id=f"r{number}", flow="f" if number % 2 else "g", user="ann"))
    runs.update("r3", status="failed")
    assert [run.id for run in runs.list(limit=3)] == ["r6", "r5", "r4"]
    assert [run.id for run in runs.list(limit=3, before="r4")] == ["r3", "r2", "r1"]
    assert [run.id for run in runs.list(flow="f")] == ["r5", "r3", "r1"]
    assert [run.id for run in runs.list(status="failed")] == ["r3"]
    assert runs.list(sandbox="dev") == []


def test_a_start_finds_what_was_left_running(runs, tmp_path):
    for number in range(4):
        runs.create(RunRecord(id=f"r{number}", flow="f"))
    runs.update("r1", status="running")
    runs.update("r2", status="succeeded")
    runs.update("r3", status="cancelled")
    again = Runs(tmp_path / "runs.sqlite")
    assert [run.id for run in again.unfinished()] == ["r0", "r1"]
    again.close()


def test_unknown_runs_and_fields_are_refused(runs):
    for ask in (runs.get, lambda run: runs.update(run, status="failed")):
        with pytest.raises(NotFound) as refused:
            ask("nowhere")
        assert refused.value.code == "run_not_found"
    runs.create(RunRecord(id="r1", flow="f"))
    with pytest.raises(TypeError):
        runs.update("r1", colour="red")


KILLED = """
    import json, os, select, signal, sys
    from pathlib import Path
    from storage.logs import Logs
    from storage.runs import RunRecord, Runs

    folder, wrong = Path(sys.argv[1]), 0
    for turn in range(10):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            runs, logs, number = Runs(folder / "runs.sqlite"), Logs(folder / "runs.sqlite"), 0
            while True:
                number += 1
                runs.create(RunRecord(id=f"{turn}.{number}", flow="f"))
                logs.append(f"{turn}.{number}", [(n, '{"type": "log"}') for n in range(1, 50)])
                os.write(write, b"%d\\n" % number)
        os.close(write)
        said = os.read(read, 65536)
        select.select([], [], [], 0.003 * turn)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(read, 65536):
            said += more
        os.close(read)
        runs, logs = Runs(folder / "runs.sqlite"), Logs(folder / "runs.sqlite")
        for number in map(int, said.split()):
            wrong += runs.get(f"{turn}.{number}").flow != "f" or logs.count(f"{turn}.{number}") != 49
        runs.close()
        logs.close()
    print(json.dumps(wrong))
"""


def test_a_killed_process_loses_no_accepted_run_and_no_flushed_log(in_a_process, tmp_path):
    assert in_a_process(KILLED, tmp_path) == 0

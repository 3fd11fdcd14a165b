"""kill -9 at any moment: every accepted run finishes after a restart, and no finished effect is done again."""

import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import orjson

from runtime.installation import Installation

KILLS, RUNS_EACH = 20, 3
CHILD = """
import sys
from pathlib import Path
import orjson
from runtime.installation import Installation

installation = Installation(Path(sys.argv[1]))
for _ in range(int(sys.argv[4])):
    run = installation.engine.start(None, document=orjson.loads(sys.argv[2]), files={"orders": sys.argv[3]}, user="ann")
    print(run, flush=True)
sys.stdin.read()
"""


def accepted_then_killed(folder: Path, document: bytes, file: str, seconds: float) -> list[str]:
    """Start a process on the folder, let it accept runs, and kill it soon after."""
    words = [sys.executable, "-c", CHILD, str(folder), document.decode(), file, str(RUNS_EACH)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        accepted = [process.stdout.readline().strip() for _ in range(RUNS_EACH)]
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
    return accepted


def test_twenty_kills_lose_no_run_and_repeat_no_effect(tmp_path: Path, documents: Any):
    names = [f"file{at}.csv" for at in range(5)]
    document = orjson.dumps(documents.exporting(*names))
    with Installation(tmp_path) as installation:
        file = installation.files.add(documents.orders(20_000), "orders.csv").id
    chance = random.Random(20)
    accepted = [
        run for _ in range(KILLS) for run in accepted_then_killed(tmp_path, document, file, chance.uniform(0, 0.25))
    ]
    with Installation(tmp_path) as installation:
        for run in accepted:
            seen = installation.engine.wait(run, 60)
            assert seen is not None
            assert seen["status"] == "succeeded"
            assert [made["name"] for made in seen["files"]] == names
            whole(list(installation.engine.follow(run)))
        recovered = [run for run in accepted if "recovered" in told(installation, run)]
    assert len(recovered) > KILLS / 2, "the kills came too late to be a test"


def whole(events: list[tuple[int, dict[str, Any]]]) -> None:
    """No number is missing, and each step is finished, and each file made, once."""
    assert [number for number, _ in events] == list(range(1, len(events) + 1))
    assert events[-1][1]["type"] == "complete"
    assert events[-1][1]["count"] == len(events)
    kinds = ("step_finished", "file_made")
    once = Counter((event["type"], event["step"]) for _, event in events if event["type"] in kinds)
    assert set(once.values()) <= {1}


def told(installation: Installation, run: str) -> set[str]:
    starts = [event for _, event in installation.engine.events(run) if event["type"] == "run_started"]
    return {"recovered" for event in starts if event["recovered"]}


def test_a_run_that_was_accepted_but_never_begun_is_done_at_the_next_start(tmp_path: Path, documents: Any):
    """The record is stored before the work is handed over: a process that dies in between owes the run."""
    from storage.runs import RunRecord, Runs

    with Installation(tmp_path):
        pass
    runs = Runs(tmp_path / "runs.sqlite")
    runs.create(RunRecord(id="owed", flow="", document=documents.small, model=[{"amount": 2}]))
    runs.close()
    with Installation(tmp_path) as installation:
        seen = installation.engine.wait("owed", 30)
    assert seen is not None
    assert seen["result"] == [{"amount": 2}]


def test_an_owed_run_that_cannot_be_planned_any_more_fails_with_a_reason(tmp_path: Path, documents: Any):
    from storage.runs import RunRecord, Runs

    runs = Runs(tmp_path / "runs.sqlite")
    runs.create(RunRecord(id="owed", flow="", document=documents.flow(documents.step("x", "gone_type"))))
    runs.close()
    with Installation(tmp_path) as installation:
        seen = installation.engine.wait("owed", 30)
        assert seen is not None
        assert (seen["status"], [found["code"] for found in seen["problems"]]) == ("failed", ["unknown_step_type"])
        whole(list(installation.engine.follow("owed")))


def test_closing_interrupts_a_run_and_the_next_start_finishes_it(tmp_path: Path, documents: Any):
    document = documents.exporting(*(f"file{at}.csv" for at in range(40)))
    with Installation(tmp_path) as installation:
        file = installation.files.add(documents.orders(50_000), "orders.csv").id
        run = installation.engine.start(None, document=document, files={"orders": file}, user="ann")
        next(event for _, event in installation.engine.follow(run) if event["type"] == "file_made")
    with Installation(tmp_path) as installation:
        assert installation.engine.view(run)["status"] in ("queued", "running")
        seen = installation.engine.wait(run, 60)
        assert seen is not None
        assert (seen["status"], len(seen["files"])) == ("succeeded", 40)
        whole(list(installation.engine.follow(run)))

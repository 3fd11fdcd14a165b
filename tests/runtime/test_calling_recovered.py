"""kill -9 while a flow calls others: every call is one run, and what it did is done once."""

import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from runtime.installation import Installation
from runtime.publish import publish
from storage.runs import RunRecord

CALLS, KILLS = 12, 2
CHILD = """
import sys
from pathlib import Path
from runtime.installation import Installation

installation = Installation(Path(sys.argv[1]))
if len(sys.argv) > 2:
    run = installation.engine.start(sys.argv[2], model=[{"amount": at} for at in range(int(sys.argv[3]))], user="ann")
    print(run, flush=True)
print("open", flush=True)
sys.stdin.read()
"""


def calling(installation: Installation, documents: Any) -> tuple[str, str]:
    """A flow that writes a file, and one that calls it with each item."""
    flows, call = installation.flows(), {"id": "call", "type": "execute_dataflow"}
    child = flows.create(documents.flow(documents.start, documents.export(source="in"), documents.end), "ann").id
    publish(installation, child, "ann")
    steps = documents.start, call | {"settings": {"flow": child, "parallel": 3}}, documents.end
    parent = flows.create(documents.flow(*steps), "ann").id
    publish(installation, parent, "ann")
    return parent, child


def killed(folder: Path, seconds: float, *words: str) -> str:
    """Open the folder in a process of its own and kill it soon after; gives the first line that it said."""
    command = [sys.executable, "-c", CHILD, str(folder), *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.readline().strip()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
    return said


def test_calls_survive_kills_and_are_made_once(tmp_path: Path, documents: Any):
    with Installation(tmp_path) as installation:
        parent, _ = calling(installation, documents)
    chance = random.Random(7)
    run = killed(tmp_path, 0.8, parent, str(CALLS))
    for _ in range(KILLS - 1):
        killed(tmp_path, chance.uniform(0, 0.3))
    with Installation(tmp_path) as installation:
        seen = installation.engine.wait(run, 60)
        assert seen is not None
        assert (seen["status"], len(seen["result"])) == ("succeeded", CALLS)
        children = installation.runs.children(run)
        assert sorted(Counter(one.key for one in children).values()) == [1] * CALLS
        assert {(one.status, len(one.made_files)) for one in children} == {("succeeded", 1)}
        assert len(installation.files.list(limit=100)) == CALLS


def test_a_recovery_takes_the_answer_of_the_first_child(tmp_path: Path, documents: Any):
    """The process died after the call was answered, and before its caller knew."""
    with Installation(tmp_path) as installation:
        parent, child = calling(installation, documents)
        first, second = installation.flows().live(child)[1], installation.flows().live(parent)[1]
        installation.runs.create(RunRecord(
            id="first", flow=child, version=1, user="ann", document=first, key="owed:call:0", status="succeeded",
            response=["told"], parent="owed", parent_step="call", depth=1,
        ))  # fmt: skip
        installation.runs.create(RunRecord(id="owed", flow=parent, document=second, model={"amount": 1}))
    with Installation(tmp_path) as installation:
        seen = installation.engine.wait("owed", 60)
        assert seen is not None
        assert seen["result"] == [{"amount": 1, "result": ["told"]}]
        assert len(installation.runs.children("owed")) == 1

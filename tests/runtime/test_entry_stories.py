"""Rows of a file become entries: the first time new ones, afterwards changes; whatever dies in between, each once."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Any

import orjson
import pytest

from runtime.installation import Installation
from tests.runtime.customers import COLUMNS, designed, rows

KILLS = 10
LIVES = """
import os
import sys
from pathlib import Path
from threading import Event

import orjson
import runtime.durable, runtime.engines.held, runtime.services.entries, runtime.services.tables  # once for all lives
from runtime.installation import Installation

for file in sys.argv[3:]:
    life = os.fork()
    if life == 0:
        engine = Installation(Path(sys.argv[1])).engine
        run = engine.start(None, document=orjson.loads(sys.argv[2]), files={"customers": file}, user="ann")
        next(engine.follow(run))
        print(os.getpid(), flush=True)
        Event().wait()
    os.waitpid(life, 0)
"""


def sheet(count: int, name: str, first: int = 0) -> bytes:
    lines = (f"c{row:06};{name} {row};{row % 90}\n" for row in range(first, first + count))
    return ("code;name;age\n" + "".join(lines)).encode()


@pytest.fixture
def story(documents: Any) -> dict[str, Any]:
    """import_file → lookup_reference → update_entry of new ones, deferred for known ones → apply."""
    columns = [("code", "string"), ("name", "string"), ("age", "integer")]
    mapping = [{"column": name, "field": name, "type": kind} for name, kind in columns]
    file = {"file": {"from": "input", "name": "customers"}, "mapping": mapping}
    fills = [*COLUMNS, {"field": "f3", "from": "age"}]
    look = {"source": "read", "component": "customer", "keys": [{"field": "f1", "from": "code"}]}

    def only(step: str, operator: str) -> Any:
        conditions = [{"field": "reference", "operator": operator}]
        return documents.step(step, "filter_source", {"source": "look", "conditions": conditions})

    known = {"source": "known", "component": "customer", "find_by": "id", "id_field": "reference", "mapping": fills}
    steps = [
        documents.step("read", "import_file", file), documents.step("look", "lookup_reference", look),
        only("new", "is_null"), only("known", "is_not_null"),
        documents.step("later", "deferred_update_entry", known),
        documents.step("write", "update_entry", {"source": "new", "component": "customer", "mapping": fills}),
        documents.step("apply", "apply_deferred_update_operations", {"source": "later", "chunk_size": 500}),
        documents.end,
    ]  # fmt: skip
    return documents.flow(*steps, inputs=[{"name": "customers", "type": "file", "required": True}])


def ran(installation: Installation, document: Any, content: bytes) -> dict[str, Any]:
    file = installation.files.add(content, "customers.csv").id
    run = installation.engine.start(None, document=document, files={"customers": file}, user="ann")
    seen = installation.engine.wait(run, 120)
    assert seen is not None
    assert seen["status"] == "succeeded", seen["problems"]
    return seen


def counts(seen: dict[str, Any]) -> dict[str, int]:
    return {step["id"]: step["items_out"] for step in seen["steps"]}


def test_ten_thousand_rows_are_new_the_first_time_and_changes_the_second(installation, story):
    entries = designed(installation.entries())
    first = ran(installation, story, sheet(10_000, "first"))
    assert first["result"] == [{"created": 0, "updated": 0, "deleted": 0, "failed": 0}]
    assert (counts(first)["new"], counts(first)["write"], entries.count("customer")) == (10_000, 10_000, 10_000)
    second = ran(installation, story, sheet(10_000, "second"))
    assert second["result"] == [{"created": 0, "updated": 10_000, "deleted": 0, "failed": 0}]
    assert (counts(second)["new"], entries.count("customer")) == (0, 10_000)
    assert rows(entries, "name")[-1] == ("second 9999",)


def test_a_hundred_thousand_look_ups_ask_for_each_key_once(installation, documents):
    entries = designed(installation.entries())
    made = [{"code": f"c{row:06}", "name": "x"} for row in range(0, 100_000, 50)]
    entries.write_table("customer", made, "ann")
    columns = [{"column": "code", "field": "code", "type": "string"}]
    read = documents.step("read", "import_file", {"file": {"from": "input", "name": "customers"}, "mapping": columns})
    look = {"component": "customer", "keys": [{"field": "f1", "from": "code"}]}
    known = {"conditions": [{"field": "reference", "operator": "is_not_null"}]}
    steps = [read, documents.step("look", "lookup_reference", look), documents.step("known", "filter_source", known)]
    inputs = [{"name": "customers", "type": "file", "required": True}]
    seen = ran(installation, documents.flow(*steps, inputs=inputs), sheet(100_000, "x"))
    assert (counts(seen)["look"], counts(seen)["known"]) == (100_000, 2_000)


def test_ten_kills_write_exactly_the_right_entries(tmp_path: Path, story):
    with Installation(tmp_path) as installation:
        designed(installation.entries())
        ran(installation, story, sheet(1_000, "old"))
        files = [installation.files.add(sheet(8_000, f"round {at}", at * 2_000), "c.csv").id for at in range(KILLS)]
    chance, moment = random.Random(7), Event()
    words = [sys.executable, "-c", LIVES, str(tmp_path), orjson.dumps(story).decode(), *files]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for life in process.stdout:  # its run has begun
            moment.wait(chance.uniform(0.0, 0.3))
            os.kill(int(life), signal.SIGKILL)
    with Installation(tmp_path) as installation:
        told = [installation.engine.wait(run.id, 120) for run in installation.runs.list(None, limit=50)]
        assert {seen["status"] for seen in told if seen} == {"succeeded"}
        entries = installation.entries()
        written = dict(rows(entries, "code", "id"))
        assert list(written) == [f"c{row:06}" for row in range(KILLS * 2_000 + 6_000)]
        assert len(set(written.values())) == entries.count("customer") == len(written)
        recovered = sum(bool(again(installation, run.id)) for run in installation.runs.list(None, limit=50))
    assert recovered >= KILLS / 2, "the kills came too late to be a test"


def again(installation: Installation, run: str) -> list[Any]:
    starts = [event for _, event in installation.engine.events(run) if event["type"] == "run_started"]
    return [event for event in starts if event["recovered"]]

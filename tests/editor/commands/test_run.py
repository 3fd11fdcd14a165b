"""`etapes run`: the result on standard output, the story on standard error, the exit code for scripts."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from runtime.installation import Installation

FIELDS = [{"name": "amount", "type": "number"}]
ABOVE = [{"field": "amount", "operator": "greater", "value": 1}]
FLOW: dict[str, Any] = {"name": "Flow", "phases": [{"id": "p", "steps": [
    {"id": "in", "type": "get_action_model", "name": "Amounts", "settings": {"fields": FIELDS}},
    {"id": "some", "type": "filter_source", "settings": {"conditions": ABOVE}},
    {"id": "out", "type": "write_response", "settings": {}},
]}]}  # fmt: skip
ORDERS: dict[str, Any] = {"name": "Flow", "inputs": [{"name": "orders", "type": "file", "required": True}], "phases": [
    {"id": "p", "steps": [
        {"id": "read", "type": "import_file", "settings": {"file": {"from": "input", "name": "orders"}}},
        {"id": "made", "type": "export_to_file", "settings": {"file_type": "csv", "file_name": "made.csv"}},
    ]}]}  # fmt: skip


def etapes(*words: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ETAPES_LANGUAGE": language}
    command = [sys.executable, "-m", "editor", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


def written(folder: Path, document: Any) -> str:
    path = folder / "flow.json"
    path.write_text(json.dumps(document), "utf-8")
    return str(path)


def test_the_result_is_all_of_standard_output(tmp_path: Path):
    done = etapes("run", written(tmp_path, FLOW), "--input", '[{"amount": 1}, {"amount": 2}]')
    assert (done.returncode, json.loads(done.stdout)) == (0, [{"amount": 2}])
    assert "Amounts: 2 items" in done.stderr.splitlines()
    assert "Traceback" not in done.stderr


def test_json_prints_the_whole_run_and_out_keeps_its_files(tmp_path: Path):
    (tmp_path / "orders.csv").write_text("id;amount\n1;2\n", "utf-8")
    words = ["--file", f"orders={tmp_path / 'orders.csv'}", "--json", "--out", str(tmp_path / "out")]
    done = etapes("run", written(tmp_path, ORDERS), *words)
    seen = json.loads(done.stdout)
    assert [(step["id"], step["items_out"]) for step in seen["steps"]] == [("read", 1), ("made", 1)]
    assert {"id", "flow", "version", "status", "started", "finished", "result", "files", "problems"} <= seen.keys()
    assert (tmp_path / "out" / "made.csv").read_text("utf-8") == "id;amount\n1;2\n"


def test_a_failed_run_says_why_in_the_users_language_and_exits_with_1(tmp_path: Path):
    done = etapes("run", written(tmp_path, FLOW), language="fr")
    assert done.returncode == 1
    assert "Ce flux commence par ce que son appelant envoie" in done.stderr
    assert json.loads(done.stdout) is None


@pytest.mark.parametrize(
    ("document", "words", "told"),
    [
        (FLOW, ["--input", "{nope"], "--input is no valid JSON"),
        (FLOW, ["--input", "NaN"], "--input holds NaN"),
        (FLOW, ["--input", "{"], "--input is no valid JSON"),
        (FLOW, ["--input", "[" * 60_000], "--input holds lists or objects inside one another"),
        (FLOW, ["--input", "@nowhere.json"], "nowhere.json cannot be read"),
        (ORDERS, [], "orders"),
        (ORDERS, ["--file", "orders"], "NAME=PATH"),
        (ORDERS, ["--file", "orders=nowhere.csv"], "There is no file nowhere.csv"),
        ({"format": 9}, [], "newer release"),
        ([], [], "no flow document"),
        ({"phases": [{"id": "p", "steps": [{"id": "x", "type": "filter_sauce"}]}]}, [], "filter_source"),
    ],
)
def test_what_cannot_begin_is_told_in_a_sentence(tmp_path: Path, document: Any, words: list[str], told: str):
    done = etapes("run", written(tmp_path, document), *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_another_command_works_on_is_left_to_it(tmp_path: Path):
    with Installation(tmp_path / "data"):
        done = etapes("run", written(tmp_path, FLOW), "--data", str(tmp_path / "data"))
    assert done.returncode == 2
    assert str(tmp_path / "data") in done.stderr


def test_no_web_framework_is_loaded():
    code = "import sys, editor.commands.run, runtime.installation, runtime.durable; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"nicegui", "fastapi", "starlette"} & set(done.stdout.split())

"""`etapes run` of an empty flow, from the command to its result. Goal: 1.5 s."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

pytestmark = pytest.mark.benchmark


def test_an_empty_flow_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    flow = tmp_path / "empty.json"
    flow.write_text(json.dumps({"name": "Empty", "phases": []}), "utf-8")
    rows = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "the catalogue imported": [sys.executable, "-c", "import runtime.steps"],
        "etapes run empty.json": [sys.executable, "-m", "editor", "run", str(flow)],
    }
    with capsys.disabled():
        print()
        for name, words in rows.items():
            print(f"{name:24} | {median(seconds(words) for _ in range(5)):.2f} s")


def seconds(words: list[str]) -> float:
    started = perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return perf_counter() - started

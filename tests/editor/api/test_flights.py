"""The example flow gives the same figures and the same counts over REST and on the command line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[3]


def asked_over_rest(api: Any, document: dict[str, Any], files: dict[str, Path]) -> dict[str, Any]:
    flow = api.post("/flows", json=document).json()["id"]
    sent = {name: (path.name, path.read_bytes(), "text/csv") for name, path in files.items()}
    answer = api.post(f"/flows/{flow}/runs", params={"wait": 60}, files=sent, timeout=90)
    assert answer.status_code == 200, answer.text
    run = api.get("/runs", params={"flow": flow}).json()["items"][0]["id"]
    return api.get(f"/runs/{run}").json()


def asked_on_the_command_line(document: Path, files: dict[str, Path]) -> dict[str, Any]:
    given = [part for name, path in files.items() for part in ("--file", f"{name}={path}")]
    command = [sys.executable, "-m", "editor", "run", str(document), *given, "--json"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_rest_and_command_line_agree_on_real_data(api, shared: Path, flights_files: dict[str, Path]):
    document = shared / "examples" / "flights.json"
    rest = asked_over_rest(api, json.loads(document.read_text()), flights_files)
    line = asked_on_the_command_line(document, flights_files)
    assert rest["result"] == line["result"] and len(rest["result"]) == 16
    counts = {step["id"]: step["items_out"] for step in rest["steps"]}
    assert counts == {step["id"]: step["items_out"] for step in line["steps"]}
    assert (counts["flights"], counts["late"], counts["grouped"]) == (336_776, 128_432, 16)
    assert [file["name"] for file in rest["files"]] == [file["name"] for file in line["files"]] == ["delays.xlsx"]

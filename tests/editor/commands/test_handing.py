"""`etapes run --data X` while a server runs X: the server does the run, the command tells of it as of its own."""

import json
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from runtime.installation import Installation
from runtime.publish import publish
from tests.browser.server import Server
from tests.editor.commands.test_run import FLOW, ORDERS, etapes, written

ENDLESS = {"name": "Endless", "phases": [{"id": "p", "steps": [
    {"id": "in", "type": "get_empty_model", "settings": {}},
    {"id": "s", "type": "execute_script", "settings": {"script": "while True:\n    pass"}, "advanced": {"timeout": 60}},
    {"id": "out", "type": "write_response", "settings": {}},
]}]}  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server over a folder with the published flow *Flow*."""
    folder = tmp_path_factory.mktemp("served") / "data"
    with Installation(folder) as installation:
        installation.people.add("ann", "nine lives of cats", "administrator")
        publish(installation, installation.flows().create(FLOW, "ann").id, "ann")
    server = Server(folder)
    yield server
    server.stop()


def run(server: Server, *words: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    return etapes("run", *words, "--data", str(server.folder), language=language)


def test_a_published_flow_runs_by_its_name_in_the_server(served: Server):
    done = run(served, "Flow", "--input", '[{"amount": 1}, {"amount": 2}]')
    assert (done.returncode, json.loads(done.stdout)) == (0, [{"amount": 2}])
    assert {"The run has begun.", "Amounts: 2 items", "The run succeeded."} <= set(done.stderr.splitlines())


def test_a_document_and_its_files_travel_and_made_files_come_back(served: Server, tmp_path: Path):
    (tmp_path / "orders.csv").write_text("id;amount\n1;2\n", "utf-8")
    words = ["--file", f"orders={tmp_path / 'orders.csv'}", "--json", "--out", str(tmp_path / "out")]
    done = run(served, written(tmp_path, ORDERS), *words)
    seen = json.loads(done.stdout)
    assert (done.returncode, seen["status"], seen["user"], seen["trigger"]) == (0, "succeeded", "cli", "cli")
    assert (tmp_path / "out" / "made.csv").read_text("utf-8") == "id;amount\n1;2\n"


def test_the_words_and_exit_codes_are_those_of_a_run_of_its_own(served: Server, tmp_path: Path):
    failing, wrong = written(tmp_path, FLOW), tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"phases": [{"id": "p", "steps": [{"id": "x", "type": "filter_sauce"}]}]}), "utf-8")
    for words in ([failing], [str(wrong)]):
        there, here = run(served, *words, language="fr"), etapes("run", *words, language="fr")
        assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
    assert run(served, "No such flow").returncode == 2


def test_ctrl_c_cancels_the_run_in_the_server(served: Server, tmp_path: Path):
    words = [sys.executable, "-m", "editor", "run", written(tmp_path, ENDLESS), "--data", str(served.folder), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=30)
    assert (process.returncode, json.loads(told)["status"]) == (1, "cancelled")


def test_the_secret_is_for_its_user_alone_and_no_token(served: Server):
    said = served.folder / "owner.json"
    assert stat.S_IMODE(said.stat().st_mode) == 0o600
    secret = json.loads(said.read_text())["secret"]
    asked = [httpx.get(f"{served.url}/api/flows", headers={"Authorization": f"Bearer {key}"}) for key in (secret, "x")]
    assert [answer.status_code for answer in asked] == [200, 401]
    elsewhere = {"Authorization": f"Bearer {secret}", "X-Forwarded-For": "203.0.113.9"}
    assert httpx.get(f"{served.url}/api/flows", headers=elsewhere).status_code == 401


def test_a_token_may_not_hand_runs_over(served: Server):
    made = etapes("token", "add", "--user", "ann", "--data", str(served.folder))
    headers = {"Authorization": f"Bearer {made.stdout.split()[-1]}"}
    answer = httpx.post(f"{served.url}/api/handed", headers=headers, files={"asked": (None, "{}")})
    assert answer.status_code == 403


def test_an_owner_that_is_gone_is_told_in_a_sentence(tmp_path: Path):
    with Installation(tmp_path / "data") as installation:
        installation.announce("http://127.0.0.1:9")
        done = etapes("run", written(tmp_path, FLOW), "--data", str(tmp_path / "data"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "http://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr

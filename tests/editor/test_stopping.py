"""SIGTERM ends the server within seconds, whatever works there; the work goes on at the next start."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from storage.people import People
from tests.browser.server import Server

ENDLESS = "while True:\n    pass"


@pytest.fixture
def api(tmp_path: Path) -> Iterator[httpx.Client]:
    """A client that may do everything, on no server yet."""
    people = People(tmp_path / "data" / "people.sqlite")
    people.add("ann", "a calm long sentence", "lead")
    headers = {"authorization": f"Bearer {people.add_token('ann')}"}
    people.close()
    with httpx.Client(headers=headers, timeout=60, trust_env=False) as client:
        yield client


def started(api: httpx.Client, folder: Path) -> Server:
    server = Server(folder)
    api.base_url = f"{server.url}/api"
    return server


def document(mode: str) -> dict:
    given = {"id": "given", "type": "get_action_model", "settings": {"fields": [{"name": "amount", "type": "integer"}]}}
    work = {"id": "work", "type": "execute_script", "settings": {"source": "given", "mode": mode, "script": ENDLESS}}
    answer = {"id": "answer", "type": "write_response", "settings": {"source": "work"}}
    return {"name": "Endless", "phases": [{"id": "all", "name": "All", "steps": [given, work, answer]}]}


def begun(api: httpx.Client, run: str, word: str = '"step":"work"') -> str:
    """What the run says until a word comes: that its script works, unless another one is waited for."""
    said = []
    with api.stream("GET", f"/runs/{run}/events") as events:
        for line in events.iter_lines():
            said.append(line)
            if word in line:
                break
    return "\n".join(said)


def test_a_run_in_an_endless_script_keeps_no_server_from_ending_and_goes_on_afterwards(
    api: httpx.Client, tmp_path: Path
):
    server = started(api, tmp_path / "data")
    flow = api.post("/flows", json=document("item")).json()["id"]
    run = api.post(f"/flows/{flow}/runs", json=[{"amount": 1}]).json()["id"]
    begun(api, run)
    assert server.stop() == 0
    server = started(api, tmp_path / "data")
    assert '"recovered":false' in begun(api, run, '"recovered":true')
    api.post(f"/runs/{run}/action", params={"op": "cancel"})
    assert '"type":"complete"' in api.get(f"/runs/{run}/events").text
    assert api.get(f"/runs/{run}").json()["status"] == "cancelled"
    assert server.stop() == 0

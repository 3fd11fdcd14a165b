"""kill -9 of the server at any moment: what it acknowledged is done, once, and nothing that it said is lost."""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

import httpx
import orjson
import pytest

from storage.people import People
from tests.browser.server import Server

KILLS = 20
AMOUNTS = [{"amount": number} for number in range(300)]
SCRIPT = "if item['amount'] % 100 == 0:\n    print('passed', item['amount'])\nitem['twice'] = item['amount'] * 2"
FLOWS = ("kept", "pure", "long")
FILES = {"kept": ["made.csv"], "pure": [], "long": [f"file{at}.csv" for at in range(4)]}


def step(id: str, type: str, source: str | None = None, **settings: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "name": id, "settings": {"source": source, **settings} if source else settings}


def documents() -> Iterator[dict[str, Any]]:
    """One flow that makes a file, one that only answers, and one that talks, computes and makes four files."""
    fields = [{"name": "amount", "type": "integer"}]
    given = step("given", "get_action_model", fields=fields)
    some = step("some", "filter_source", "given", conditions=[{"field": "amount", "operator": "less", "value": 250}])
    script = step("script", "execute_script", "some", script=SCRIPT)
    files = [step(f"file{at}", "export_to_file", "script", file_name=f"file{at}.csv") for at in range(4)]
    contents = [
        [given, some, step("file", "export_to_file", "some", file_name="made.csv")],
        [given, some, step("answer", "write_response", "some", shape="envelope")],
        [given, some, script, *files, step("answer", "write_response", "script", shape="envelope")],
    ]
    for name, steps in zip(FLOWS, contents, strict=True):
        yield {"name": name, "phases": [{"id": "all", "name": "All", "steps": steps}]}


class Caller:
    """Starts runs in every way that there is, and remembers what it was told."""

    def __init__(self, token: str) -> None:
        self.client = httpx.Client(headers={"authorization": f"Bearer {token}"}, timeout=60, trust_env=False)
        self.flows: dict[str, str] = {}
        self.runs: dict[str, str] = {}
        """The flow of every run that was acknowledged."""
        self.keys: dict[str, str] = {}
        """The first run of every key."""
        self.unanswered: set[str] = set()
        """Keys whose caller the server died over: they ask again."""

    def publish(self, document: dict[str, Any]) -> None:
        answer = self.client.post("/flows", json=document)
        assert answer.status_code == 201, answer.text
        self.flows[document["name"]] = answer.json()["id"]

    def start(self, flow: str) -> str:
        answer = self.client.post(f"/flows/{self.flows[flow]}/runs", json=AMOUNTS)
        assert answer.status_code == 202, answer.text
        self.runs[answer.json()["id"]] = flow
        return str(answer.json()["id"])

    def start_once(self, key: str) -> None:
        """Start a run with a key, which names its flow; however often it is asked, it is one run."""
        flow = key.partition(" ")[0]
        self.unanswered.add(key)
        answer = self.client.post(f"/flows/{self.flows[flow]}/runs", json=AMOUNTS, headers={"Idempotency-Key": key})
        assert answer.status_code == 202, answer.text
        run = answer.json()["id"]
        assert self.keys.setdefault(key, run) == run
        self.unanswered.discard(key)
        self.runs[run] = flow

    def wait(self, flow: str) -> None:
        """Start a run and wait for what it answers."""
        answer = self.client.post(f"/flows/{self.flows[flow]}/runs", params={"wait": 50}, json=AMOUNTS)
        assert answer.status_code == 200, answer.text
        self.runs[answer.headers["location"].rpartition("/")[2]] = flow

    def see(self, run: str, events: int) -> None:
        """Come back when a run has said so much."""
        with self.client.stream("GET", f"/runs/{run}/events") as stream:
            said = (line for line in stream.iter_lines() if line.startswith("id: "))
            list(islice(said, events))

    def events(self, run: str) -> list[tuple[int, dict[str, Any]]]:
        """The whole stream of a run; it ends when the run has ended."""
        lines = self.client.get(f"/runs/{run}/events").text.splitlines()
        numbers = [int(line[4:]) for line in lines if line.startswith("id: ")]
        told = [orjson.loads(line[6:]) for line in lines if line.startswith("data: ")]
        return list(zip(numbers, told, strict=True))


class Crashing:
    """A server that is killed over and over, each time over the same folder."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        people = People(folder / "people.sqlite")
        people.add("ann", "a calm long sentence", "lead")
        self.caller = Caller(people.add_token("ann"))
        people.close()
        self.server = Server(folder)
        self.caller.client.base_url = f"{self.server.url}/api"

    def kill_in_mid_run(self, turn: int) -> None:
        """Start runs in every way at once, and kill the server when one of them has said so much."""
        caller, chance = self.caller, self.chance
        deeds = [
            partial(caller.wait, chance.choice(FLOWS)),
            partial(caller.start_once, f"{chance.choice(FLOWS)} {turn}"),
        ]
        with ThreadPoolExecutor(len(deeds)) as callers:
            asked = [callers.submit(deed) for deed in deeds]
            seen = [caller.start(flow) for flow in chance.sample(FLOWS, len(FLOWS))]
            caller.see(seen[-1], chance.randint(1, 12))
            with suppress(TimeoutExpired):
                self.server.process.wait(chance.uniform(0, 0.03))
            self.server.kill()
        for one in asked:
            with suppress(httpx.TransportError):
                one.result()

    def start_again(self) -> None:
        """The next start; those who got no answer ask again, and one who got one, too."""
        self.server = self.server.again()
        for key in [*self.caller.unanswered, *list(self.caller.keys)[-1:]]:
            self.caller.start_once(key)


@pytest.fixture
def crashing(tmp_path: Path) -> Iterator[Crashing]:
    crashing = Crashing(tmp_path / "data", seed=5)
    yield crashing
    crashing.caller.client.close()
    crashing.server.stop()


def test_twenty_kills_of_the_server_lose_nothing_that_it_acknowledged(crashing: Crashing):
    caller = crashing.caller
    for document in documents():
        caller.publish(document)
    for turn in range(KILLS):
        crashing.kill_in_mid_run(turn)
        crashing.start_again()
    streams = {run: caller.events(run) for run in caller.runs}
    for run, events in streams.items():
        whole(events)
        done_once(caller, run, events)
    recovered = [run for run, events in streams.items() if any(said.get("recovered") for _, said in events)]
    assert len(recovered) > KILLS, "the kills came too late to be a test"


def whole(events: list[tuple[int, dict[str, Any]]]) -> None:
    """No number is missing, and the last word says so."""
    assert [number for number, _ in events] == list(range(1, len(events) + 1))
    assert (events[-1][1]["type"], events[-1][1]["count"]) == ("complete", len(events))


def done_once(caller: Caller, run: str, events: list[tuple[int, dict[str, Any]]]) -> None:
    """Each step finished once, each file was made once, and what the steps said on the way is all there."""
    flow, seen = caller.runs[run], caller.client.get(f"/runs/{run}").json()
    assert seen["status"] == "succeeded", seen
    once = Counter((said["type"], said["step"]) for _, said in events if said["type"] in ("step_finished", "file_made"))
    assert set(once.values()) == {1}
    assert [made["name"] for made in seen["files"]] == FILES[flow]
    assert {made["id"] for made in seen["files"]} == {said["file"] for _, said in events if said["type"] == "file_made"}
    if flow != "kept":
        assert seen["result"]["count"] == 250
    if flow == "long":
        assert {f"#{at + 1}: passed {at}" for at in (0, 100, 200)} <= {said.get("text") for _, said in events}

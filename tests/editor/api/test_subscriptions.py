"""Messages over REST: how a subscription does, and those that wait for a person."""

import pytest

from storage.connector import Connector, EndpointDocument
from storage.message_tables import TakenMessage
from storage.messages import Messages

WAITING = {"phases": [{"id": "a", "name": "A", "steps": [
    {"id": "given", "type": "subscribe_to_connector", "name": "", "settings": {"connector": "far", "endpoint": "in"}},
    {"id": "answer", "type": "write_response", "name": "", "settings": {"shape": "list"}},
]}]}  # fmt: skip


@pytest.fixture
def flow(installation, api) -> str:
    """A live flow with one message that was set aside; nobody follows its broker."""
    sandbox = api.headers["x-sandbox-name"]
    endpoint = EndpointDocument(id="in", path="in")
    installation.connectors(sandbox).save(Connector(name="Far", kind="redis", endpoints=[endpoint]), {}, "ann")
    made = api.post("/flows", json={"name": "Waiting", **WAITING})
    assert made.status_code == 201, made.text
    wrong = {"code": "message_not_json", "parameters": {"said": "x", "row": 1, "column": 2}}
    messages = Messages(installation.runs.database, made.json()["id"], sandbox)
    messages.set_aside([TakenMessage("k", "7", b"{n", problem=wrong)])
    return str(made.json()["id"])


def test_a_message_that_was_set_aside_is_seen_repaired_and_replayed(installation, client, api, flow):
    [letter] = api.get(f"/flows/{flow}/dead-letters").json()["items"]
    assert (letter["id"], letter["body"], letter["run"]) == ("7", "{n", None)
    assert letter["problem"]["message"].startswith("The message is no JSON")
    replay = f"/flows/{flow}/dead-letters/{letter['number']}/replay"
    assert api.post(replay).json()["errors"][0]["code"] == "message_not_json"
    assert "repaired message" in api.post(replay, json={"body": 7}).json()["detail"]
    assert client(role="viewer").post(replay).status_code == 403
    done = api.post(replay, json={"body": '{"n": 1}'})
    assert done.status_code == 202
    seen = installation.engine.wait(done.json()["id"], 20)
    assert seen and [item["n"] for item in seen["result"]] == [1]
    assert api.post(replay, json={"body": "{}"}).status_code == 404


def test_a_message_that_was_set_aside_is_dropped(api, flow):
    [letter] = api.get(f"/flows/{flow}/dead-letters").json()["items"]
    address = f"/flows/{flow}/dead-letters/{letter['number']}"
    assert [api.delete(address).status_code for _ in range(2)] == [204, 404]
    assert api.get(f"/flows/{flow}/dead-letters").json()["items"] == []


def test_a_flow_that_waits_for_nothing_says_so(api, flow):
    answer = api.get(f"/flows/{flow}/subscription")
    assert (answer.status_code, "waits for no messages" in answer.json()["detail"]) == (404, True)

"""A flow that signs somebody in: the caller gets the session, and nobody else reads anything of it."""

import pytest

from storage.vault import MASK

PASSWORD = "s3cret-calm-sentence"


@pytest.fixture
def login(api, installation):
    """The id of a published flow that signs in whoever is sent to it."""
    if "portal-person" not in [one.name for one in installation.people.list()]:
        installation.people.add("portal-person", PASSWORD, "viewer")
    fields = [{"name": "who"}, {"name": "pass", "type": "secret"}]
    steps = [
        {"id": "in", "type": "get_action_model", "settings": {"fields": fields}},
        {"id": "login", "type": "login_with_password", "settings": {"user_name": "who", "password": "pass"}},
        {"id": "out", "type": "write_response", "settings": {"shape": "first"}},
    ]
    made = api.post("/flows", json={"name": "Login", "phases": [{"id": "p", "name": "P", "steps": steps}]})
    assert made.status_code == 201, made.text
    return made.json()["id"]


def test_the_caller_who_waits_gets_a_session_and_everybody_else_dots(api, login, installation):
    started = api.post(f"/flows/{login}/runs?wait=30", json={"who": "portal-person", "pass": PASSWORD})
    got = started.json()
    token = got["login"]["token"]
    assert (got["login"]["signedIn"], got["pass"]) == (True, MASK)
    assert installation.people.session(token).name == "portal-person"
    theirs = {"authorization": f"Bearer {token}", "x-sandbox-name": "prod"}
    assert api.get("/flows", headers=theirs).status_code == 200
    run = api.get(started.headers["location"].removeprefix("/api")).json()
    assert (run["result"]["login"]["token"], run["result"]["pass"]) == (MASK, MASK)
    events = api.get(started.headers["location"].removeprefix("/api") + "/events").text
    assert "sealed:" not in events
    held = b"".join(file.read_bytes() for file in installation.folder.rglob("*") if file.is_file())
    assert [secret for secret in (token, PASSWORD) if secret.encode() in held] == []


def test_whoever_asks_later_gets_no_session(api, login):
    started = api.post(f"/flows/{login}/runs", json={"who": "portal-person", "pass": PASSWORD})
    stream = api.get(f"/runs/{started.json()['id']}/events")
    assert "complete" in stream.text
    assert api.get(f"/runs/{started.json()['id']}").json()["result"]["login"]["token"] == MASK


def test_a_session_that_ended_asks_nothing_more(api, login, installation):
    token = api.post(f"/flows/{login}/runs?wait=30", json={"who": "portal-person", "pass": PASSWORD}).json()["login"][
        "token"
    ]
    installation.people.close_session(token)
    assert api.get("/flows", headers={"authorization": f"Bearer {token}"}).status_code == 401

"""A full disk refuses what it cannot keep, in a sentence, and everything goes on when there is room again."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from storage.people import People
from tests.browser.server import Server
from tests.small_disk import SmallDisk, small_disk

NAME, PASSWORD = "ann", "a calm long sentence"
MODEL = [{"amount": 1}]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", megabytes=16) as disk:
        yield disk


@pytest.fixture
def api(disk: SmallDisk) -> Iterator[httpx.Client]:
    """Asks a server whose data lie on the small disk."""
    people = People(disk.folder / "people.sqlite")
    people.add(NAME, PASSWORD, "lead")
    headers = {"authorization": f"Bearer {people.add_token(NAME)}"}
    people.close()
    server = Server(disk.folder)
    with httpx.Client(base_url=server.url, headers=headers, timeout=60, trust_env=False) as client:
        yield client
    assert server.stop() == 0
    assert "Traceback" not in server.errors.read_text()


def flow(output: str) -> dict[str, Any]:
    given = {"id": "given", "type": "get_action_model", "settings": {"fields": [{"name": "amount", "type": "integer"}]}}
    out = {"id": "out", "type": output, "settings": {"source": "given"}}
    return {"name": output, "phases": [{"id": "all", "name": "All", "steps": [given, out]}]}


def sign_in(api: httpx.Client) -> httpx.Response:
    with httpx.Client(base_url=api.base_url, trust_env=False) as browser:
        form = re.search(r'name="form" value="([^"]+)"', browser.get("/login").text)
        assert form
        return browser.post("/login", data={"form": form[1], "name": NAME, "password": PASSWORD, "next": "/"})


def renamed(api: httpx.Client, draft: str, name: str) -> httpx.Response:
    etag = api.get(f"/api/flows/{draft}").headers["etag"]
    change = [{"op": "replace", "path": "/name", "value": name}]
    return api.patch(f"/api/flows/{draft}", json=change, headers={"if-match": etag})


def everything(api: httpx.Client, draft: str, flows: list[str]) -> dict[str, httpx.Response]:
    """All that writes, each asked once."""
    return {
        "new": api.post("/api/flows", params={"mode": "draft"}, json=flow("write_response")),
        "save": renamed(api, draft, "Another name"),
        "publish": api.post(f"/api/flows/{draft}/action", params={"op": "publish"}),
        "upload": api.post("/api/files", files={"file": ("orders.csv", os.urandom(20_000))}),
        **{f"run {flow}": api.post(f"/api/flows/{flow}/runs", json=MODEL) for flow in flows},
        **{f"wait {flow}": api.post(f"/api/flows/{flow}/runs?wait=30", json=MODEL) for flow in flows},
        "sign in": sign_in(api),
    }


def test_every_write_is_refused_in_a_sentence_and_goes_well_when_there_is_room(disk: SmallDisk, api: httpx.Client):
    flows = [api.post("/api/flows", json=flow(output)).json()["id"] for output in ("export_to_file", "write_response")]
    draft = api.post("/api/flows", params={"mode": "draft"}, json=flow("write_response")).json()["id"]
    disk.fill()
    for what, answer in everything(api, draft, flows).items():
        assert (what, answer.status_code) == (what, 507)
        assert re.search(r"The disk is full: \w[^ ]* could not be written", answer.text), answer.text
    assert api.get(f"/api/flows/{draft}").json()["name"] == "write_response"
    assert api.get("/api/runs").json()["items"] == []
    disk.free()
    answers = everything(api, draft, flows)
    told = {what.split()[0]: answer.status_code for what, answer in answers.items()}
    assert told == {"new": 201, "save": 200, "publish": 200, "upload": 201, "run": 202, "wait": 200, "sign": 303}
    assert len(api.get("/api/flows").json()["items"]) == 4


def test_whoever_signs_out_is_out_though_the_disk_is_full(disk: SmallDisk, api: httpx.Client):
    with httpx.Client(base_url=api.base_url, trust_env=False) as browser:
        form = re.search(r'name="form" value="([^"]+)"', browser.get("/login").text)
        assert form
        browser.post("/login", data={"form": form[1], "name": NAME, "password": PASSWORD, "next": "/"})
        stolen = dict(browser.cookies)
        disk.fill()
        assert browser.post("/logout").status_code == 303
    asked = {"cookies": stolen, "headers": {"accept": "text/html"}, "trust_env": False}
    assert httpx.get(f"{api.base_url}/runs", **asked).status_code == 303
    disk.free()
    assert httpx.get(f"{api.base_url}/runs", **asked).status_code == 303

"""No request takes more than the installation gives, and the limit is said."""

import socket
from collections.abc import Iterator
from threading import Thread

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from editor.api import mount
from editor.api.errors import Malformed, TooLarge
from editor.api.limits import refuse_depth, weigh


@pytest.fixture
def small(installation, tokens, monkeypatch) -> Iterator[httpx.Client]:
    """A server that takes 1,000 bytes of JSON and files of 5,000."""
    monkeypatch.setenv("ETAPES_MAX_BODY", "1000")
    monkeypatch.setenv("ETAPES_MAX_FILE", "5000")
    app = FastAPI(openapi_url=None)
    mount(app, installation)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
        headers = {"authorization": f"Bearer {tokens['lead']}", "x-sandbox-name": "limits"}
        with httpx.Client(base_url=address, headers=headers, trust_env=False) as client:
            yield client
        server.should_exit = True
        thread.join()


def test_a_body_over_the_limit_is_refused(small):
    for content in (b'{"name": "' + b"x" * 2000 + b'"}', iter([b'{"name": "', b"x" * 2000, b'"}'])):
        answer = small.post("/flows?mode=draft", content=content, headers={"content-type": "application/json"})
        assert (answer.status_code, answer.json()["parameters"]["limit"]) == (413, 1000)


def test_a_flow_does_not_grow_over_the_limit_by_patches(small):
    flow = small.post("/flows?mode=draft", json={"name": "Small", "x": "y" * 800}).json()["id"]
    patch = [{"op": "copy", "from": "/x", "path": "/z"}]
    assert small.patch(f"/flows/{flow}", json=patch, headers={"if-match": "*"}).status_code == 413


def test_files_have_a_limit_of_their_own(small, installation):
    before = len(installation.files.list())
    assert small.post("/files?name=a", content=b"x" * 5000).status_code == 201
    assert small.post("/files?name=a", content=b"x" * 5001).json()["code"] == "file_too_large"
    assert small.post("/files", files={"f": ("a", b"x" * 5001)}).status_code == 413
    assert len(installation.files.list()) == before + 1
    assert list((installation.folder / "files" / "arriving").iterdir()) == []


def nested(depth: int) -> list:
    inner: list = []
    for _ in range(depth - 1):
        inner = [inner]
    return inner


def test_a_hundred_levels_are_enough():
    refuse_depth(nested(100))
    with pytest.raises(Malformed):
        refuse_depth(nested(101))


def test_what_stands_there_often_is_counted_as_often():
    shared = ["text"]
    for _ in range(60):
        shared = [shared, shared]
    with pytest.raises(TooLarge):
        weigh(shared, 10**9)
    weigh([["text"]] * 10, 1000)

"""A real server over a real data folder, and clients that ask it over HTTP."""

import socket
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any
from uuid import uuid4

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from editor.api import mount
from runtime.installation import Installation
from storage.person import NO_ROLE

ROLES = ("viewer", "operator", "designer", "lead", "administrator")
NATIVE, FLOW_SERVICE = "/api", "/data/foundation/flowservice"


@pytest.fixture(scope="session")
def installation(tmp_path_factory) -> Iterator[Installation]:
    with Installation(tmp_path_factory.mktemp("data")) as opened:
        for sandbox in ("elsewhere", "limits"):
            opened.sandboxes.create(sandbox, "", "ann")
        yield opened


@pytest.fixture(scope="session")
def tokens(installation) -> dict[str, str]:
    """A token of one person per role, and of a stranger who has none."""
    for role in ROLES:
        installation.people.add(f"some-{role}", "a long enough password", role)
    installation.people.add("some-stranger", "a long enough password", NO_ROLE)
    return {role: installation.people.add_token(f"some-{role}") for role in (*ROLES, "stranger")}


@pytest.fixture(scope="session")
def address(installation) -> Iterator[str]:
    """Where a server answers, on a port that the system picked."""
    app = FastAPI(openapi_url=None)
    mount(app, installation)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


class Asking(httpx.Client):
    """A client that knows what most tests begin with, under either prefix."""

    def draft(self, name: str = "A flow", **members: Any) -> tuple[str, str]:
        """A new draft: its id and etag."""
        body = {"name": name, "flowSpec": {"id": "spec", "version": "1.0"}, **members}
        answer = self.post("/flows", params={"mode": "draft"}, json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"], answer.json()["etag"]

    def shown(self, flow: str) -> dict[str, Any]:
        """A flow's representation."""
        body = self.get(f"/flows/{flow}").json()
        return body["items"][0] if "items" in body else body

    def change(self, flow: str, etag: str, *operations: dict[str, Any]) -> httpx.Response:
        return self.patch(f"/flows/{flow}", json=list(operations), headers={"if-match": etag})


Ask = Callable[..., Asking]


@pytest.fixture
def client(address, tokens, installation) -> Iterator[Ask]:
    """`client(prefix, role="lead", **headers)`: in a sandbox that is this test's own."""
    sandbox, opened = f"t{uuid4().hex[:12]}", []
    installation.sandboxes.create(sandbox, "", "ann")

    def made(prefix: str = NATIVE, role: str = "lead", **headers: str) -> Asking:
        sent = {"authorization": f"Bearer {tokens[role]}", "x-sandbox-name": sandbox}
        if prefix == FLOW_SERVICE:
            sent |= {"x-api-key": "k", "x-gw-ims-org-id": "o"}
        opened.append(Asking(base_url=address + prefix, headers=sent | headers, trust_env=False, timeout=30))
        return opened[-1]

    yield made
    for one in opened:
        one.close()


@pytest.fixture
def api(client) -> Asking:
    return client(NATIVE)


@pytest.fixture
def flow_service(client) -> Asking:
    return client(FLOW_SERVICE)


@pytest.fixture(params=[NATIVE, FLOW_SERVICE], ids=["native", "flowservice"])
def either(request, client) -> Asking:
    """Each test once per prefix."""
    return client(request.param)


@pytest.fixture
def runnable() -> dict[str, Any]:
    """Members of a flow that takes a model and answers with the items whose amount is above 10."""
    return {"phases": [{"id": "all", "name": "All", "steps": [
        {"id": "read", "type": "get_action_model", "name": "Read", "settings": {
            "fields": [{"name": "amount", "type": "number", "required": True}], "validate": True}},
        {"id": "keep", "type": "filter_source", "name": "Keep", "settings": {
            "source": "read", "match": "all",
            "conditions": [{"field": "amount", "operator": "greater", "value": 10}]}},
        {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"source": "keep"}},
    ]}]}  # fmt: skip


@pytest.fixture
def broken(runnable) -> dict[str, Any]:
    """The same with a mistake in each of two steps."""
    read, keep, answer = runnable["phases"][0]["steps"]
    wrong = [read | {"type": "no_such_type"}, keep | {"settings": {"conditions": [{"operator": "equal"}]}}, answer]
    return {"phases": [runnable["phases"][0] | {"steps": wrong}]}

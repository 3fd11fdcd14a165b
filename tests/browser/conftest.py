"""A real server on a fresh data folder, a real Chromium, and the people who use both."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, expect

from storage.logs import Logs
from storage.people import People
from storage.runs import RunRecord, Runs
from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.pages.inspector import Inspector
from tests.browser.pages.login import Login
from tests.browser.server import TOP, Server

NAME, PASSWORD = "ada", "a calm long sentence"
expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no bug
BROWSERS_OWN = ("Failed to load resource", "net::ERR_", "WebSocket connection to")
"""What the browser itself reports of lines."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict, playwright: Playwright) -> dict:
    return {**browser_type_launch_args, "executable_path": find_chromium(playwright), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return browser_context_args | {
        "viewport": {"width": 1440, "height": 900},
        "locale": "en-US",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start a server: `start_server()` on a fresh folder, `start_server(folder, NAME="value")` on another."""
    started: list[Server] = []

    def start(folder: Path | None = None, **environment: str) -> Server:
        server = Server(folder or tmp_path_factory.mktemp("data"), environment)
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(start_server: Callable[..., Server]) -> Server:
    """The server that all tests share; its first account is NAME."""
    return start_server(ETAPES_ADMIN_USER=NAME, ETAPES_ADMIN_PASSWORD=PASSWORD)


@pytest.fixture(scope="module", autouse=True)
def _own_people(server: Server) -> Iterator[None]:
    """Whom the tests of a file let in is gone after it: the next file finds NAME alone."""
    yield
    people = People(server.folder / "people.sqlite")
    for person in people.list():
        if person.name != NAME:
            people.remove(person.name)
    people.close()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    return server.url


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A test that failed shows the end of what its server said, too."""
    report = yield
    server = getattr(item, "funcargs", {}).get("server")
    if report.failed and server:
        report.sections.append(("the server's log", server.errors.read_text(errors="replace")[-20_000:]))
    return report


@pytest.fixture(scope="session")
def _session(browser: Browser, server: Server) -> dict:
    """The cookies of somebody who signed in."""
    context = browser.new_context(base_url=server.url)
    Login(context.new_page()).open().sign_in(NAME, PASSWORD)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def context(context: BrowserContext, server: Server) -> Iterator[BrowserContext]:
    """A browser that notes what leaves for other hosts and what breaks in the page; both fail the test."""
    foreign: list[str] = []
    broken: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith(("http://localhost:", "http://127.0.0.1:", "data:", "blob:")):
            foreign.append(request.url)

    context.on("request", watch)
    context.on("weberror", lambda error: broken.append(str(error.error)))
    context.on("console", lambda said: broken.append(said.text) if _is_alarming(said) else None)
    yield context
    assert foreign == []
    assert broken == []


def _is_alarming(said: ConsoleMessage) -> bool:
    """Errors that our own scripts report; an answer of 4xx is an answer, and tests break lines on purpose."""
    return said.type == "error" and not any(words in said.text for words in BROWSERS_OWN)


@pytest.fixture
def signed_in(context: BrowserContext, _session: dict) -> Page:
    """A page of somebody who is signed in."""
    context.add_cookies(_session["cookies"])
    return context.new_page()


@pytest.fixture
def screenshots() -> Path:
    """Where pictures go: an untracked folder beside the code."""
    folder = Path(os.environ.get("ETAPES_SCREENSHOTS", Path(__file__).parent.parent.parent / ".screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def api(server: Server) -> Iterator[httpx.Client]:
    """The REST API of the shared server, with a token of NAME."""
    command = [sys.executable, "-m", "editor", "token", "add", "--user", NAME, "--data", str(server.folder)]
    told = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True, timeout=60)
    token = told.stdout.strip().splitlines()[-1]
    headers = {"authorization": f"Bearer {token}"}
    once = httpx.Limits(max_keepalive_connections=0)  # a line that was idle may be closed just when it is used
    with httpx.Client(base_url=f"{server.url}/api", headers=headers, timeout=30, limits=once) as client:
        yield client


@pytest.fixture
def put_flow(api: httpx.Client) -> Iterator[Callable[[dict], str]]:
    """Put a flow document there and publish it; its id. It is gone after the test."""
    made: list[str] = []

    def put(document: dict, *, publish: bool = True) -> str:
        answer = api.post("/flows" if publish else "/flows?mode=draft", json=document)
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
        return made[-1]

    yield put
    for flow in made:
        api.delete(f"/flows/{flow}")


@pytest.fixture
def long_log(server: Server) -> Iterator[Callable[[int], str]]:
    """A run that is over and has said so many lines, every thousandth a warning; its id."""
    runs = Runs(server.folder / "runs.sqlite")
    logs = Logs(runs.database)

    def put(count: int) -> str:
        run, now = uuid4().hex, datetime.now(UTC)
        runs.create(RunRecord(id=run, flow="", flow_name="Talkative", user=NAME, status="succeeded", created=now))
        events = [
            {"type": "log", "level": "warning" if n % 1000 == 0 else "info", "text": f"line {n}"} for n in range(count)
        ]
        events.append({"type": "complete", "count": count + 1})
        lines = [(n, json.dumps({"time": now.isoformat(), **event})) for n, event in enumerate(events, 1)]
        logs.append(run, lines)
        return run

    yield put
    runs.close()


FIELDS = [
    {"name": "carrier", "type": "string", "required": False},
    {"name": "delay", "type": "integer", "required": False},
    {"name": "late", "type": "boolean", "required": False},
    {"name": "day", "type": "date", "required": False},
]


@pytest.fixture(scope="session")
def token(server: Server) -> str:
    """A token of the first account."""
    command = [sys.executable, "-m", "editor", "token", "add", "--user", NAME, "--data", str(server.folder)]
    return subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1]


@pytest.fixture
def designing(signed_in: Page, token: str) -> Callable[..., Inspector]:
    """A flow that reads `FIELDS` and has more steps, each with its type as its id; the first one is chosen."""

    def design(*types: str, **settings: Any) -> Inspector:
        given = {"id": "given", "type": "get_action_model", "name": "Given", "settings": {"fields": FIELDS}}
        steps = [{"id": one, "type": one, "name": "", "settings": settings} for one in types]
        phases = [{"id": "a", "name": "A", "steps": [given]}, {"id": "b", "name": "B", "steps": steps}]
        made = signed_in.request.post(
            "/api/flows?mode=draft",
            data={"name": types[0], "phases": phases},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert made.status == 201, made.text()
        signed_in.set_default_timeout(10_000)
        return Inspector(signed_in, made.json()["id"], token).open().choose(types[0])

    return design

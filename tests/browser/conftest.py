"""A real server on a fresh data folder, a real Chromium, and the people who use both."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.pages.login import Login
from tests.browser.server import Server

NAME, PASSWORD = "ada", "a calm long sentence"


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


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    return server.url


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
    yield context
    assert foreign == []
    assert broken == []


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

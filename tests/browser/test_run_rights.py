"""Starting and cancelling runs needs its right, also for who speaks to the server past the page."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from storage.people import People
from tests.browser.conftest import PASSWORD
from tests.browser.pages.login import Login
from tests.browser.server import Server

FORGE = """() => {
  for (const [id, element] of Object.entries(mounted_app.elements)) for (const event of element.events ?? [])
    if (["click", "keydown"].includes(event.type) && !event.handler) window.socket.emit("event", {
      id: Number(id), client_id: window.clientId, listener_id: event.listener_id, args: ["{}"] }); }"""
"""Press everything that the server listens to on this page."""
STEPS = [
    {"id": "given", "type": "get_action_model", "settings": {"fields": [{"name": "amount", "type": "integer"}]}},
    {"id": "work", "type": "execute_script", "settings": {"source": "given", "script": "while True:\n    pass"}},
    {"id": "answer", "type": "write_response", "settings": {"source": "work"}},
]


@pytest.fixture
def run(api: httpx.Client, put_flow: Callable[..., str]) -> Iterator[str]:
    """A run that works until somebody cancels it."""
    flow = put_flow({"name": "Endless", "phases": [{"id": "all", "name": "All", "steps": STEPS}]})
    started = api.post(f"/flows/{flow}/runs", json=[{"amount": 1}]).json()["id"]
    yield started
    api.post(f"/runs/{started}/action", params={"op": "cancel"})
    assert '"type":"complete"' in api.get(f"/runs/{started}/events").text


def sign_in(page: Page, server: Server, role: str) -> None:
    name, people = f"{role}-forger", People(server.folder / "people.sqlite")
    if name not in {person.name for person in people.list()}:
        people.add(name, PASSWORD, role)
    people.close()
    Login(page).open().sign_in(name, PASSWORD)


@pytest.mark.parametrize("role", ["viewer", "designer"])
def test_a_forged_click_neither_cancels_nor_starts_a_run(
    page: Page, server: Server, api: httpx.Client, run: str, role: str
):
    sign_in(page, server, role)
    page.goto(f"/runs/{run}")
    expect(page.get_by_test_id("run-status")).to_contain_text("Running")
    expect(page.get_by_test_id("run-cancel")).to_have_count(0)
    before = [found["id"] for found in api.get("/runs").json()["items"]]
    page.evaluate(FORGE)
    expect(page.get_by_test_id("run-status")).to_contain_text("En cours")  # the change of language was heard
    assert [found["id"] for found in api.get("/runs").json()["items"]] == before
    assert api.get(f"/runs/{run}").json()["status"] == "running"

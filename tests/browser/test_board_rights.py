"""What the board may be asked is judged on the server: for every intent, every role, and a sandbox of one's own."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from editor.policy import INTENTS, suffices
from storage.people import People
from storage.rights import RIGHTS
from storage.roles import Roles
from storage.sandboxes import Sandboxes
from tests.browser.conftest import PASSWORD
from tests.browser.pages.login import Login
from tests.browser.server import Server

STEPS = [{"id": name, "type": "get_empty_model", "name": name, "settings": {}} for name in ("one", "two", "three")]
PHASES = [{"id": "a", "name": "A", "steps": STEPS}, {"id": "b", "name": "B", "steps": []}]
ASKED: list[dict[str, Any]] = [
    {"do": "select", "step": "one"},
    {"do": "add_phase", "at": 0},
    {"do": "rename_phase", "phase": "a", "name": "Renamed"},
    {"do": "move_phase", "phase": "a", "at": 2},
    {"do": "delete_phase", "phase": "b"},
    {"do": "add_step", "phase": "a", "type": "get_empty_model"},
    {"do": "rename_step", "step": "one", "name": "First"},
    {"do": "delete_step", "step": "three"},
    {"do": "move_step", "step": "two", "phase": "a", "at": 0},
    {"do": "set_enabled", "step": "one", "enabled": False},
    {"do": "undo"},
    {"do": "redo"},
]
SEND = """asked => { for (const [id, element] of Object.entries(mounted_app.elements))
  for (const event of element.events ?? []) if (event.type === "intent") asked.forEach((intent, at) =>
    window.socket.emit("event", { id: Number(id), client_id: window.clientId, listener_id: event.listener_id,
      args: [JSON.stringify({ n: at + 1, ...intent })] })); }"""
"""Past the buttons, as somebody does who speaks to the server themself."""


@pytest.fixture
def roles(server: Server) -> Iterator[Roles]:
    """The roles of the shared server, which has a second sandbox."""
    sandboxes = Sandboxes(server.folder / "sandboxes.json")
    if not sandboxes.has("trial"):
        sandboxes.create("trial", "", "ada")
    opened = Roles(server.folder / "people.sqlite")
    yield opened
    opened.close()


def test_every_intent_is_asked_for_here():
    assert {intent["do"] for intent in ASKED} == set(INTENTS)


@pytest.mark.parametrize("sandbox", ["prod", "trial"])
@pytest.mark.parametrize("role", [role for role in RIGHTS if role != "none"])
def test_forged_intents_do_what_the_policy_lets_and_nothing_else(
    page: Page, server: Server, api: httpx.Client, roles: Roles, *, role: str, sandbox: str
):
    name, there = f"{role} at {sandbox}", {"x-sandbox-name": sandbox}
    people = People(server.folder / "people.sqlite")
    person = people.add(name, PASSWORD, role if sandbox == "prod" else "none")
    people.close()
    if sandbox != "prod":
        roles.assign(person.id, role, sandbox=sandbox)
    made = api.post("/flows?mode=draft", json={"name": "Asked for", "phases": PHASES}, headers=there).json()
    Login(page).open().sign_in(name, PASSWORD)
    page.goto(f"/flows/{made['id']}")
    expect(page.get_by_test_id("step-three")).to_be_visible()
    page.evaluate(SEND, ASKED)
    page.get_by_test_id("language").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")  # all that was asked for before was heard
    if not suffices(RIGHTS[role], INTENTS["add_phase"]):
        assert api.get(f"/flows/{made['id']}", headers=there).json()["etag"] == made["etag"]
        return
    expect(page.get_by_test_id("save-state")).to_contain_text("Enregistré")
    empty, renamed = api.get(f"/flows/{made['id']}", headers=there).json()["phases"]
    assert (empty["steps"], renamed["name"]) == ([], "Renamed")
    assert [step["name"] for step in renamed["steps"]] == ["two", "First", ""]
    assert renamed["steps"][1]["enabled"] is False

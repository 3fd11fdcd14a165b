"""The server dies or the line breaks while somebody works: no “Saved” that is not true, nothing lost."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from storage.flows import Flows
from tests.browser.conftest import NAME, PASSWORD
from tests.browser.pages.designer import Designer
from tests.browser.pages.login import Login
from tests.browser.server import Server

BACK = 20_000
"""Milliseconds for a server to start anew and for the page to find it."""
FLOW = {"name": "Flights", "inputs": [], "phases": [{"id": "a", "name": "Read", "steps": [
    {"id": "start", "type": "get_empty_model", "name": "Start", "settings": {}},
    {"id": "script", "type": "distinct", "name": "Once", "settings": {"source": "start"}}]}]}  # fmt: skip


class Shaky:
    """A server that dies and comes back, and a page that stands on it."""

    def __init__(self, server: Server, page: Page) -> None:
        self.server, self.page = server, page
        self.flows = Flows(server.folder / "flows")
        self.designer = Designer(page, "flights")

    def stored(self) -> dict:
        return self.flows.get("flights").document

    def dies(self) -> None:
        self.server.kill()
        expect(self.designer.save_state).to_contain_text("the connection is lost")

    def comes_back(self) -> None:
        with self.page.expect_navigation(timeout=BACK):
            self.server = self.server.again()
        self.designer.alive()


@pytest.fixture
def shaky(start_server: Callable[..., Server], browser: Browser) -> Iterator[Shaky]:
    server = start_server(ETAPES_ADMIN_USER=NAME, ETAPES_ADMIN_PASSWORD=PASSWORD)
    context = browser.new_context(base_url=server.url, locale="en-US", viewport={"width": 1440, "height": 900})
    made = Shaky(server, context.new_page())
    Login(made.page).open().sign_in(NAME, PASSWORD)
    made.flows.create(FLOW, NAME, id="flights")
    made.designer.open()
    yield made
    context.close()
    made.server.stop()


def test_what_is_typed_while_the_server_is_dead_is_written_when_it_is_back(shaky: Shaky):
    page, designer = shaky.page, shaky.designer
    designer.card("start").click()
    page.get_by_test_id("inspector-name").fill("Beginning")
    designer.saved()
    assert shaky.stored()["phases"][0]["steps"][0]["name"] == "Beginning"
    shaky.dies()
    page.get_by_test_id("inspector-name").fill("The very beginning")
    page.get_by_test_id("flow-name").fill("Late flights")
    page.get_by_test_id("phase-name-a").fill("Fetch")
    page.get_by_test_id("phase-name-a").press("Enter")
    page.get_by_test_id("step-eye-script").click()
    expect(designer.save_state).not_to_contain_text("Saved")
    shaky.comes_back()
    expect(page.get_by_test_id("flow-name")).to_have_value("Late flights", timeout=BACK)
    expect(designer.card("start")).to_contain_text("The very beginning", timeout=BACK)
    expect(page.get_by_role("status").filter(has_text="without a connection")).to_be_visible()
    designer.saved()
    document = shaky.stored()
    first, second = document["phases"][0]["steps"]
    assert (document["name"], document["phases"][0]["name"]) == ("Late flights", "Fetch")
    assert (first["name"], second["enabled"]) == ("The very beginning", False)

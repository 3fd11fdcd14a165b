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


COUNTING = "total = 0\nfor n in range(8_000_000):\n    total += n\nitem['n'] = total"
SLOW = {"name": "Slow", "inputs": [], "phases": [{"id": "a", "name": "All", "steps": [
    {"id": "one", "type": "get_empty_model", "name": "One", "settings": {}},
    {"id": "slow", "type": "execute_script", "name": "Counts", "settings": {"source": "one", "script": COUNTING}},
    {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"source": "slow"}}]}]}  # fmt: skip
WRITTEN_OR_OFFERED = """text => document.querySelector("[data-testid=flow-name]").value === text
  || document.querySelector("[data-testid=unsent]")?.textContent.includes(text)"""


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


def test_a_server_killed_in_the_middle_of_a_word_loses_nothing_that_was_called_saved(shaky: Shaky):
    page, designer = shaky.page, shaky.designer
    page.get_by_test_id("flow-name").fill("Late")
    designer.saved()
    page.get_by_test_id("flow-name").press_sequentially(" flights")
    shaky.dies()
    shaky.comes_back()
    again, name = page.get_by_test_id("unsent-write"), page.get_by_test_id("flow-name")
    page.wait_for_function(WRITTEN_OR_OFFERED, arg="Late flights", timeout=BACK)
    if again.is_visible():
        again.click()
    expect(name).to_have_value("Late flights")
    designer.saved()
    assert shaky.stored()["name"] == "Late flights"


def test_a_run_goes_on_by_itself_after_the_server_was_killed(shaky: Shaky):
    page = shaky.page
    shaky.flows.create(SLOW, NAME, id="slow")
    designer = Designer(page, "slow").open()
    page.get_by_test_id("dry-run").click()
    status = page.get_by_test_id("run-status")
    expect(designer.card("slow").locator(".foot.running")).to_be_visible(timeout=BACK)
    shaky.dies()
    shaky.comes_back()
    expect(status).to_contain_text("Succeeded", timeout=60_000)
    expect(designer.card("slow").locator(".foot.ok")).to_be_visible()


HOLD = """() => { const own = window.socket.emit.bind(window.socket), held = window.held = [];
  window.socket.emit = (...message) => message[0] === "event" ? held.push(message) : own(...message);
  window.release = () => { window.socket.emit = own; held.forEach((message) => own(...message)); }; }"""
"""What the page sends stays in the page until `release()`: a slow line, as slow as a test wants it."""


def test_leaving_with_something_on_its_way_is_warned_of_and_never_called_saved(shaky: Shaky):
    page, designer = shaky.page, shaky.designer
    designer.saved()
    page.evaluate(HOLD)
    page.get_by_test_id("flow-name").fill("Late flights")
    page.get_by_test_id("flow-name").press("Enter")
    expect(designer.save_state).not_to_contain_text("Saved")
    warned: list[str] = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_function("() => true")
    assert warned == ["beforeunload"]
    page.evaluate("release()")
    designer.saved()
    assert shaky.stored()["name"] == "Late flights"


def test_a_link_waits_for_what_is_on_its_way(shaky: Shaky):
    page, designer = shaky.page, shaky.designer
    designer.saved()
    page.evaluate(HOLD)
    page.get_by_test_id("flow-name").fill("Late flights")
    page.get_by_test_id("flow-description").fill("What left late")
    page.locator("nav a[href='/runs']").click()
    expect(designer.save_state).to_contain_text("Saving")
    page.evaluate("setTimeout(release, 300)")
    page.wait_for_url("**/runs")
    document = shaky.stored()
    assert (document["name"], document["description"]) == ("Late flights", "What left late")


def test_reloading_in_the_middle_of_a_word_keeps_the_word(shaky: Shaky):
    page, designer = shaky.page, shaky.designer
    page.on("dialog", lambda dialog: dialog.accept())
    designer.card("start").click()
    page.get_by_test_id("inspector-name").press("End")
    page.get_by_test_id("inspector-name").press_sequentially("ing")
    page.evaluate(HOLD)
    page.get_by_test_id("inspector-name").press_sequentially(" point")
    page.reload()
    designer.alive()
    expect(designer.card("start")).to_contain_text("Starting point")
    designer.saved()
    assert shaky.stored()["phases"][0]["steps"][0]["name"] == "Starting point"


def test_what_is_sought_in_the_palette_is_no_change_of_the_flow(shaky: Shaky):
    page, designer = shaky.page, shaky.designer
    designer.saved()
    page.evaluate(HOLD)
    page.get_by_test_id("step-add-a").click()
    designer.search.fill("filter")
    expect(page.get_by_test_id("palette-item-filter_source")).to_be_visible()
    designer.saved()
    page.evaluate("release()")


def test_a_line_that_is_down_for_a_moment_loses_nothing(shaky: Shaky):
    page, designer = shaky.page, shaky.designer
    designer.card("start").click()
    expect(page.get_by_test_id("inspector-name")).to_have_value("Start")
    page.context.set_offline(True)
    page.get_by_test_id("inspector-name").fill("Beginning")
    page.get_by_test_id("step-eye-script").click()
    expect(designer.save_state).to_contain_text("Not saved")
    page.context.set_offline(False)
    expect(designer.save_state).to_contain_text("Saved", timeout=60_000)
    expect(designer.card("start")).to_contain_text("Beginning")
    first, second = shaky.stored()["phases"][0]["steps"]
    assert (first["name"], second["enabled"]) == ("Beginning", False)

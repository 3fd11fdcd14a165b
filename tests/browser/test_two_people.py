"""Two pages on one flow: the second writer is told who did what and loses nothing, and nobody exceeds their rights."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import count

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from storage.flows import Flows
from storage.people import People
from tests.browser.conftest import NAME, PASSWORD
from tests.browser.pages.designer import Designer
from tests.browser.pages.login import Login
from tests.browser.server import Server

NUMBERS = count(1)
FLOW = {"name": "Flights", "inputs": [], "phases": [{"id": "a", "name": "Read", "steps": [
    {"id": "start", "type": "get_empty_model", "name": "Start", "settings": {}},
    {"id": "once", "type": "distinct", "name": "Once", "settings": {"source": "start"}}]}]}  # fmt: skip


@pytest.fixture
def flows(server: Server) -> Flows:
    return Flows(server.folder / "flows")


@pytest.fixture
def flow(flows: Flows) -> str:
    made = f"shared-{next(NUMBERS)}"
    flows.create(deepcopy(FLOW), NAME, id=made)
    return made


@pytest.fixture
def page_of(server: Server, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A page of somebody with this role, in a browser of their own."""
    people = People(server.folder / "people.sqlite")
    contexts: list[BrowserContext] = []

    def sign_in(role: str) -> Page:
        name = f"{role}-bee"
        if name not in {person.name for person in people.list()}:
            people.add(name, PASSWORD, role)
        contexts.append(browser.new_context(base_url=server.url, locale="en-US"))
        page = contexts[-1].new_page()
        Login(page).open().sign_in(name, PASSWORD)
        return page

    yield sign_in
    for context in contexts:
        context.close()
    people.close()


def names(flows: Flows, flow: str) -> list[str]:
    return [step["name"] for step in flows.get(flow).document["phases"][0]["steps"]]


def test_keeping_mine_writes_what_was_typed_over_theirs(flows: Flows, flow: str, signed_in: Page, page_of):
    mine, theirs = Designer(signed_in, flow).open(), Designer(page_of("lead"), flow).open()
    theirs.card("once").click()
    theirs.page.get_by_test_id("inspector-name").fill("Only once")
    theirs.saved()
    mine.card("start").click()
    mine.page.get_by_test_id("inspector-name").fill("My beginning")
    sheet = mine.page.get_by_role("dialog")
    expect(sheet).to_contain_text("lead-bee")
    expect(sheet).to_contain_text("Only once")
    expect(mine.save_state).to_contain_text("Not saved")
    sheet.get_by_test_id("keep-mine").click()
    mine.saved()
    expect(mine.page.get_by_test_id("inspector-name")).to_have_value("My beginning")
    assert names(flows, flow) == ["My beginning", "Once"]


def test_a_published_flow_that_two_people_edit_has_one_draft(flows: Flows, flow: str, signed_in: Page, page_of):
    mine, theirs = Designer(signed_in, flow).open(), Designer(page_of("lead"), flow).open()
    theirs.page.get_by_test_id("publish").click()
    theirs.page.get_by_test_id("publish-confirm").click()
    expect(theirs.page.get_by_test_id("flow-state")).to_contain_text("live")
    expect(mine.page.get_by_test_id("news")).to_contain_text("lead-bee")
    mine.page.get_by_test_id("step-eye-once").click()
    sheet = mine.page.get_by_role("dialog")
    expect(sheet).to_contain_text("lead-bee")
    sheet.get_by_test_id("keep-mine").click()
    mine.saved()
    record = flows.get(flow)
    assert (record.live_version, record.has_draft) == (1, True)
    assert flows.version(flow, 1)["phases"][0]["steps"][1].get("enabled", True)


def test_a_flow_that_somebody_deleted_can_be_brought_back_with_what_was_typed(flows: Flows, flow: str, signed_in: Page):
    designer = Designer(signed_in, flow).open()
    flows.delete(flow, "bob")
    designer.page.get_by_test_id("flow-name").fill("Late flights")
    sheet = designer.page.get_by_test_id("flow-gone")
    expect(sheet).to_contain_text("bob")
    expect(designer.save_state).to_contain_text("Not saved")
    sheet.get_by_test_id("bring-back").click()
    designer.saved()
    assert flows.get(flow).document["name"] == "Late flights"


def test_signing_out_in_another_tab_ends_the_page_and_keeps_what_was_typed(flows: Flows, flow: str, page_of):
    page = page_of("lead")
    designer = Designer(page, flow).open()
    other = Designer(page.context.new_page()).open("/")
    page.get_by_test_id("flow-name").fill("Late flights")
    page.on("dialog", lambda dialog: dialog.accept())
    other.sign_out()
    expect(Login(page).go).to_be_visible()
    Login(page).sign_in("lead-bee", PASSWORD)
    designer.open()
    expect(page.get_by_test_id("flow-name")).to_have_value("Late flights")
    designer.saved()
    assert flows.get(flow).document["name"] == "Late flights"


FORGE = """([name, ...args]) => { const seen = new Set();
  for (const [id, element] of Object.entries(mounted_app.elements)) for (const event of element.events ?? [])
    if (event.type === name) window.socket.emit("event", { id: Number(id), client_id: window.clientId,
      listener_id: event.listener_id, args: args.map((one) => JSON.stringify(one)) }); }"""
"""Say to the server what this page's own elements would say, whether or not anybody can click on them."""
DEEDS = [
    {"do": "delete_step", "step": "once"},
    {"do": "rename_step", "step": "start", "name": "Forged"},
    {"do": "set_enabled", "step": "start", "enabled": False},
    {"do": "delete_phase", "phase": "a"},
    {"do": "add_phase"},
    {"do": "undo"},
]


@pytest.mark.parametrize("role", ["viewer", "operator"])
def test_who_may_only_read_is_refused_by_the_server_itself(flows: Flows, flow: str, page_of, role: str):
    before, page = flows.get(flow).etag, page_of(role)
    designer = Designer(page, flow).open()
    for deed in DEEDS:
        page.evaluate(FORGE, ["intent", deed | {"n": 1}])
    page.evaluate(FORGE, ["left", {"again": [{"intent": deed} for deed in DEEDS]}])
    designer.card("start").click()
    expect(page.get_by_test_id("inspector-name")).to_have_value("Start")
    for forged in ("change", "leave", "enter", "update:model-value"):
        page.evaluate(FORGE, [forged, "Forged"])
    page.get_by_test_id("outline").click()
    expect(page.locator(".board.outline")).to_be_visible()
    expect(designer.cards).to_have_count(2)
    expect(designer.card("start")).to_contain_text("Start")
    assert flows.get(flow).etag == before


def test_who_may_not_publish_publishes_nothing(flows: Flows, flow: str, page_of):
    page = page_of("designer")
    Designer(page, flow).open()
    page.get_by_test_id("publish").click()
    expect(page.get_by_test_id("publish-sheet")).to_contain_text(re.compile("lead-bee|ada"))
    page.evaluate(FORGE, ["click"])
    expect(page.get_by_test_id("run")).to_have_count(0)
    assert flows.get(flow).live_version is None

"""Double clicks, quick fingers, big flows and big data: everything happens once, and the page stays alive."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from storage.flows import Flows
from tests.browser.conftest import NAME
from tests.browser.pages.designer import Designer
from tests.browser.pages.frame import Frame
from tests.browser.pages.run_page import RunPage
from tests.browser.server import Server

NUMBERS = count(1)
FLOW: dict[str, Any] = {"name": "Quick", "inputs": [], "phases": [{"id": "a", "name": "All", "steps": [
    {"id": "start", "type": "get_empty_model", "name": "Start", "settings": {}},
    {"id": "once", "type": "distinct", "name": "Once", "settings": {"source": "start"}},
    {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"source": "once"}}]}]}  # fmt: skip
RAW = {"name": "Raw", "inputs": [], "phases": [{"id": "a", "name": "All", "steps": [
    {"id": "given", "type": "get_raw_model", "name": "Given", "settings": {}},
    {"id": "answer", "type": "write_response", "name": "Answer", "settings": {
        "source": "given", "shape": "list"}}]}]}  # fmt: skip


COVERED = """() => [...document.querySelectorAll("button, a")].filter((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  return width > 0 && hit && !one.contains(hit);
}).map((one) => one.dataset.testid || one.outerHTML)"""
"""What a click would miss: the buttons and links whose middle belongs to something else."""


@pytest.fixture
def flows(server: Server) -> Flows:
    return Flows(server.folder / "flows")


@pytest.fixture
def draw(flows: Flows, signed_in: Page) -> Iterator[Callable[..., Designer]]:
    made: list[str] = []

    def opened(document: dict[str, Any] = FLOW) -> Designer:
        made.append(f"quick-{next(NUMBERS)}")
        flows.create(deepcopy(document), NAME, id=made[-1])
        return Designer(signed_in, made[-1]).open()

    yield opened
    for flow in made:
        flows.delete(flow, NAME)


def id_of(designer: Designer) -> str:
    return designer.address.rsplit("/", 1)[1]


def test_a_double_click_publishes_runs_and_deletes_once(draw: Callable[..., Designer], flows: Flows, api):
    designer = draw()
    page, flow = designer.page, id_of(designer)
    page.get_by_test_id("publish").dblclick()
    expect(page.get_by_test_id("publish-sheet")).to_have_count(1)
    page.get_by_test_id("publish-confirm").dblclick()
    expect(page.get_by_test_id("flow-state")).to_have_text("Version 1 is live")
    expect(page.get_by_test_id("publish-sheet")).to_be_hidden()
    assert [version.number for version in flows.versions(flow)] == [1]
    page.get_by_test_id("run").dblclick()
    expect(page.get_by_test_id("run-status")).to_contain_text("Succeeded", timeout=20_000)
    assert len(api.get("/runs", params={"flow": flow}).json()["items"]) == 1
    page.get_by_test_id("dry-run").dblclick()
    expect(page.get_by_test_id("dock")).to_contain_text("Dry run")
    expect(page.get_by_test_id("run-status")).to_contain_text("Succeeded", timeout=20_000)
    assert len(api.get("/runs", params={"flow": flow}).json()["items"]) == 2
    page.get_by_test_id("step-delete-once").dblclick()
    page.get_by_test_id("phase-add").dblclick()
    expect(designer.phases).to_have_count(2)
    designer.saved()
    document = flows.get(flow).document
    assert [len(phase["steps"]) for phase in document["phases"]] == [2, 0]


def test_a_click_hits_what_is_seen_while_the_icons_are_still_on_their_way(draw: Callable[..., Designer]):
    designer = draw()
    designer.page.route("**/*.woff2", lambda route: route.abort())
    designer.open()
    expect(designer.card("once")).to_be_visible()
    assert designer.page.evaluate(COVERED) == []
    designer.open("/")
    expect(designer.page.locator("[data-testid^=flow-duplicate-]").first).to_be_visible()
    assert designer.page.evaluate(COVERED) == []


def test_fifty_steps_back_and_fifty_forth(draw: Callable[..., Designer], flows: Flows):
    designer = draw()
    eye = designer.page.get_by_test_id("step-eye-once")
    for _ in range(51):
        eye.click()
    expect(eye).to_have_attribute("aria-pressed", "false")
    for key, pressed in (("Control+z", "true"), ("Control+Shift+z", "false")):
        for _ in range(51):
            designer.page.keyboard.press(key)
        expect(eye).to_have_attribute("aria-pressed", pressed)
    designer.saved()
    assert flows.get(id_of(designer)).document["phases"][0]["steps"][1]["enabled"] is False


def test_escape_closes_what_is_open_and_nothing_else(draw: Callable[..., Designer], flows: Flows):
    designer = draw()
    page = designer.page
    designer.card("once").dblclick()
    field = page.get_by_test_id("step-name-once")
    field.fill("Not this")
    field.press("Escape")
    expect(designer.card("once")).to_contain_text("Once")
    name = page.get_by_test_id("phase-name-a")
    name.fill("Not this")
    name.press("Escape")
    expect(name).to_have_value("All")
    page.get_by_test_id("publish").click()
    expect(page.get_by_test_id("publish-sheet")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("publish-sheet")).to_have_count(0)
    designer.open_button("once").focus()
    page.keyboard.press("Escape")
    designer.saved()
    assert flows.get(id_of(designer)).document == FLOW


def test_back_and_forward_find_the_work_as_it_was(draw: Callable[..., Designer]):
    designer = draw()
    page = designer.page
    page.get_by_test_id("flow-name").fill("Quicker")
    page.get_by_test_id("versions").click()
    page.wait_for_url("**/versions")
    page.go_back()
    designer.alive()
    expect(page.get_by_test_id("flow-name")).to_have_value("Quicker")
    page.get_by_test_id("step-eye-once").click()
    designer.saved()
    page.go_forward()
    page.wait_for_url("**/versions")
    page.go_back()
    designer.alive()
    expect(page.get_by_test_id("step-eye-once")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_test_id("conflict")).to_have_count(0)


def test_the_language_switches_under_an_open_sheet(draw: Callable[..., Designer]):
    designer = draw()
    page = designer.page
    page.get_by_test_id("publish").click()
    page.get_by_test_id("publish-note").fill("Typed before")
    page.get_by_test_id("language").dispatch_event("click")
    expect(page.get_by_test_id("step-add-a")).to_contain_text("Ajouter")
    expect(page.get_by_test_id("publish-note")).to_have_value("Typed before")
    page.get_by_test_id("publish-confirm").click()
    expect(page.get_by_test_id("flow-state")).to_contain_text("1")
    page.get_by_test_id("language").click()
    expect(page.get_by_test_id("step-add-a")).to_contain_text("Add step")


def test_at_200_percent_everything_is_still_in_reach(draw: Callable[..., Designer], signed_in: Page):
    signed_in.set_viewport_size({"width": 720, "height": 450})
    designer = draw()
    page = designer.page
    designer.card("once").click()
    for place in ("publish", "undo", "inspector-name", "inspector-close", "language", "account"):
        page.get_by_test_id(place).scroll_into_view_if_needed()
        expect(page.get_by_test_id(place)).to_be_in_viewport()
    page.get_by_test_id("publish").click()
    page.get_by_test_id("publish-confirm").click()
    expect(page.get_by_test_id("flow-state")).to_contain_text("Version 1")


def wide(items: int, columns: int) -> list[dict[str, Any]]:
    return [{f"column {at}": n * at for at in range(columns)} for n in range(items)]


@pytest.mark.parametrize(("model", "seen"), [
    (wide(50_000, 3), "49,999"), (wide(40, 200), "column 199"), ([{"big": "x" * 5_000_000}], "x" * 100),
], ids=["50,000 items", "200 columns", "5 MB in a value"])  # fmt: skip
def test_big_results_are_shown_and_the_page_stays_alive(put_flow, api, signed_in: Page, model: list, seen: str):
    flow = put_flow(RAW)
    started = api.post(f"/flows/{flow}/runs", json=model)
    run = RunPage(signed_in).open(f"/runs/{started.json()['id']}")
    run.succeeds()
    run.tab("result")
    expect(run.result.locator("tbody tr").first).to_be_visible(timeout=20_000)
    if seen.startswith("column"):
        expect(run.result).to_contain_text(seen)
    signed_in.get_by_test_id("run-result-json").click()
    expect(run.result.locator("pre")).to_be_visible(timeout=20_000)
    run.tab("log")
    expect(run.log).to_contain_text("succeeded")
    Frame(signed_in).open("/runs")

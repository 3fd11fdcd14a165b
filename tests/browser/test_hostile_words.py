"""Whatever people and files call things, it is shown as text: nothing runs, nothing breaks, nothing is cut unsaid."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storage.flows import Flows
from tests.browser.conftest import NAME
from tests.browser.pages.designer import Designer
from tests.browser.pages.frame import Frame
from tests.browser.pages.run_page import RunPage
from tests.browser.server import Server

BAD = '<img src=x onerror="window.ran=1">{{1}}'
LONG = "😀 مرحبا بالعالم Ünï " * 14 + BAD
FLOW = {"name": LONG, "description": BAD, "inputs": [{"name": BAD, "type": "text"}], "phases": [
    {"id": "a", "name": LONG, "steps": [
        {"id": "given", "type": "get_raw_model", "name": LONG, "note": BAD, "settings": {}},
        {"id": "keep", "type": "filter_source", "name": BAD, "settings": {
            "source": "given", "conditions": [{"field": BAD, "operator": "equal", "value": BAD}]}},
        {"id": "odd", "type": BAD, "name": BAD, "enabled": False, "settings": {BAD: BAD}},
        {"id": "answer", "type": "write_response", "name": BAD, "settings": {
            "source": "keep", "shape": "list"}}]}]}  # fmt: skip
MODEL = [{BAD: BAD, "long": LONG, "deep": {BAD: [BAD]}}]


def unharmed(page: Page) -> None:
    """Nothing of the words became an element or ran."""
    assert page.evaluate("[window.ran, document.querySelectorAll('img[onerror]').length]") == [None, 0]


def test_the_designer_shows_hostile_words_as_text(server: Server, signed_in: Page):
    flows, page = Flows(server.folder / "flows"), signed_in
    flows.create(FLOW, NAME, id="hostile")
    Frame(page).open("/")
    expect(page.get_by_test_id("flow-row-hostile")).to_contain_text("onerror")
    unharmed(page)
    designer = Designer(page, "hostile").open()
    expect(designer.card("odd")).to_contain_text("<img src=x")
    for step in ("given", "keep", "odd"):
        designer.card(step).click()
        expect(page.get_by_test_id("inspector")).to_have_attribute("data-step", step)
        for tab in ("data", "help", "settings"):
            page.get_by_test_id(f"inspector-{tab}").click()
            expect(page.get_by_test_id(f"inspector-{tab}-panel")).to_be_visible()
            unharmed(page)
    page.get_by_test_id("step-delete-odd").click()
    expect(page.locator(".toast")).to_contain_text("onerror")
    page.get_by_test_id("step-add-a").click()
    expect(designer.palette).to_contain_text("onerror")
    page.keyboard.press("Escape")
    page.get_by_test_id("outline").click()
    page.get_by_test_id("publish").click()
    expect(page.get_by_test_id("publish-sheet")).to_be_visible()
    unharmed(page)
    flows.delete("hostile", NAME)


def test_a_run_shows_hostile_data_as_text(server: Server, signed_in: Page, put_flow: Callable[[dict], str], api):
    given, *_, answer = FLOW["phases"][0]["steps"]
    steps = [given, answer | {"settings": {"source": "given", "shape": "list"}}]
    flow = put_flow({"name": LONG, "inputs": [], "phases": [{"id": "a", "name": LONG, "steps": steps}]})
    started = api.post(f"/flows/{flow}/runs", json=MODEL)
    assert started.status_code < 300, started.text
    page = signed_in
    run = RunPage(page).open(f"/runs/{started.json()['id']}")
    run.succeeds()
    expect(run.log).to_contain_text("onerror")
    unharmed(page)
    run.tab("result")
    expect(run.result).to_contain_text("<img src=x")
    page.get_by_test_id("run-result-json").click()
    unharmed(page)
    Frame(page).open("/runs")
    expect(page.locator("[data-testid^=run-row-]").first).to_contain_text("onerror")
    unharmed(page)


def test_a_file_with_a_hostile_name_and_hostile_columns_is_shown_as_text(designing, tmp_path: Path):
    file = tmp_path / "<img src=x onerror=window.ran=1>.csv"
    file.write_text(f"<img src=x onerror=window.ran=1>,b\n<img src=x onerror=window.ran=1>,{LONG[:200]}\n")
    inspector = designing("import_file")
    page = inspector.page
    inspector.setting("file-upload").locator("input[type=file]").set_input_files(file)
    expect(inspector.setting("mapping-0-column")).to_have_value("<img src=x onerror=window.ran=1>", timeout=20_000)
    inspector.tab("data")
    expect(page.get_by_test_id("inspector-data-panel")).to_contain_text("<img src=x", timeout=20_000)
    unharmed(page)


def test_an_empty_file_is_told_in_words(designing, tmp_path: Path):
    inspector = designing("import_file")
    (tmp_path / "empty.csv").write_bytes(b"")
    inspector.setting("file-upload").locator("input[type=file]").set_input_files(tmp_path / "empty.csv")
    expect(inspector.page.get_by_text("empty", exact=False).first).to_be_visible(timeout=20_000)


def test_a_long_name_is_cut_where_the_page_says_and_nowhere_else(server: Server, signed_in: Page):
    flows, page = Flows(server.folder / "flows"), signed_in
    flows.create({"name": "x", "inputs": [], "phases": FLOW["phases"]}, NAME, id="long")
    designer = Designer(page, "long").open()
    designer.card("keep").click()
    name = page.get_by_test_id("inspector-name")
    expect(name).to_have_value(BAD)
    usual = designer.card("keep").bounding_box()
    name.fill(LONG)
    designer.saved()
    shown = name.input_value()
    assert flows.get("long").document["phases"][0]["steps"][1]["name"] == shown
    page.get_by_test_id("flow-name").fill(LONG)
    designer.saved()
    assert flows.get("long").document["name"] == page.get_by_test_id("flow-name").input_value().strip()
    box = designer.card("keep").bounding_box()
    assert box
    assert usual
    assert box["height"] == usual["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    unharmed(page)
    flows.delete("long", NAME)


def test_an_upload_that_is_given_up_half_way_leaves_nothing(server: Server, designing, tmp_path: Path):
    with (tmp_path / "big.csv").open("wb") as big:
        big.truncate(300_000_000)
    inspector = designing("import_file")
    page = inspector.page
    slow = page.context.new_cdp_session(page)
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 4_000_000}
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", limits)
    with page.expect_request("**/upload/*"):
        inspector.setting("file-upload").locator("input[type=file]").set_input_files(tmp_path / "big.csv")
    page.close()
    assert not [file for file in (server.folder / "files").rglob("*") if "tmp" in file.name or "part" in file.name]
    assert not any(file.stat().st_size > 50_000_000 for file in (server.folder / "files").rglob("*"))


@pytest.mark.parametrize("address", ["/flows/gone", "/flows/gone/versions", "/runs/gone", "/nowhere"])
def test_an_address_where_nothing_is_says_so_and_leads_back(signed_in: Page, address: str):
    answer = signed_in.goto(address)
    assert answer
    assert answer.status < 500
    expect(signed_in.locator(".empty a[href='/']")).to_be_visible()

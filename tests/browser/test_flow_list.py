"""The list of flows: finding, duplicating, deleting with a way back, importing, running with one click."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.pages.flow_list import FlowList
from tests.browser.server import Server

EXAMPLE = "Which cities still owe us?"


def test_the_example_flow_runs_with_one_click_and_its_log_is_live(signed_in: Page):
    run = FlowList(signed_in).open().run(EXAMPLE)
    expect(run.log).to_contain_text("Orders")
    run.succeeds()
    expect(run.step("orders")).to_contain_text("240")
    rows = run.rows()
    assert len(rows) == 6
    run.tab("files")
    with signed_in.expect_download() as download:
        run.files.get_by_role("link", name="unpaid.xlsx").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_the_last_run_shows_in_the_list_by_itself(signed_in: Page):
    flows = FlowList(signed_in).open()
    other = signed_in.context.new_page()
    FlowList(other).open().run(EXAMPLE).succeeds()
    expect(flows.row(EXAMPLE)).to_contain_text("Succeeded", timeout=10_000)


def test_a_duplicate_is_deleted_and_brought_back(signed_in: Page):
    flows = FlowList(signed_in).open()
    flows.duplicate(EXAMPLE)
    copy = flows.row(f"{EXAMPLE} (copy)")
    expect(copy).to_have_count(1)
    flows.delete(f"{EXAMPLE} (copy)")
    expect(copy).to_have_count(0)
    flows.undo()
    expect(copy).to_have_count(1)
    flows.delete(f"{EXAMPLE} (copy)")
    expect(copy).to_have_count(0)


def test_searching_finds_by_any_part_of_the_name_and_says_when_nothing_is(signed_in: Page):
    flows = FlowList(signed_in).open()
    flows.search.fill("CITIES")
    expect(flows.row(EXAMPLE)).to_be_visible()
    flows.search.fill("zebra")
    expect(signed_in.get_by_text("No flow has “zebra” in its name.")).to_be_visible()


def test_a_flow_document_is_imported_and_a_broken_one_is_told(signed_in: Page, tmp_path: Path):
    flows = FlowList(signed_in).open()
    signed_in.get_by_test_id("flow-import").click()
    broken = tmp_path / "broken.json"
    broken.write_text("{ not json")
    signed_in.locator("input[type=file]").set_input_files(broken)
    expect(signed_in.get_by_text("is not a flow document")).to_be_visible()
    good = tmp_path / "good.json"
    good.write_text(json.dumps({"name": "Imported", "phases": []}))
    signed_in.locator("input[type=file]").set_input_files(good)
    signed_in.wait_for_url("**/flows/*")
    flows.open()
    expect(flows.row("Imported")).to_be_visible()
    flows.delete("Imported")


def test_a_new_flow_opens_its_designer(signed_in: Page):
    flows = FlowList(signed_in).open()
    made = flows.new()
    expect(signed_in.get_by_test_id("flow-name")).to_be_visible()
    flows.open()
    signed_in.get_by_test_id(f"flow-delete-{made}").click()
    expect(signed_in.get_by_test_id(f"flow-row-{made}")).to_have_count(0)


def test_a_damaged_file_is_told_by_the_flows_name_and_nothing_is_lost(put_flow, server: Server, signed_in: Page):
    flow = put_flow({"name": "Struck by lightning", "phases": []}, publish=False)
    [draft] = (server.folder / "flows").glob(f"*/{flow}/draft.json")
    written = draft.read_bytes()
    draft.write_bytes(written[: len(written) // 2])
    page = FlowList(signed_in).open(f"/flows/{flow}").page
    expect(page.get_by_test_id("flow-name")).to_have_value("Struck by lightning")
    FlowList(page).open()
    told = page.get_by_test_id("damage").filter(has_text="Struck by lightning")
    expect(told).to_contain_text("draft.json.damaged-")

"""What a flow asks of its page is done there, once: a text, a download, another page."""

from collections.abc import Callable
from typing import Any

import httpx
from playwright.sync_api import Page, expect

from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.run_page import RunPage


def step(id: str, type: str, source: str, **settings: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "name": id.title(), "settings": {"source": source, **settings}}


def act(id: str, action: str, source: str = "file", **settings: Any) -> dict[str, Any]:
    return step(id, "form_action", source, action=action, **settings)


MADE = [
    {"id": "none", "type": "get_empty_model", "settings": {}},
    step("one", "execute_script", "none", script="item['n'] = 3; item['who'] = 'Ada <b>'"),
    step("file", "export_to_file", "one", file_type="csv", file_name="orders-{n}"),
]


def flow(*steps: dict[str, Any], name: str) -> dict[str, Any]:
    return {"name": name, "phases": [{"id": "all", "name": "All", "steps": [*MADE, *steps]}]}


def test_a_page_shows_a_text_downloads_a_file_and_opens_another_page(signed_in: Page, put_flow: Callable[..., str]):
    flows = FlowList(signed_in)
    put_flow(flow(
        act("leave", "open_page", address="/runs?flow={name}"),
        act("tell", "open_modal", "one", title="Hello {who}", text="{n} orders\nwere written"),
        act("aside", "open_sidebar", "one", text="Look here"),
        act("fetch", "download_file", file="id"),
        name="Acts for its page",
    ))  # fmt: skip
    run = flows.open().run("Acts for its page")
    address = signed_in.url
    modal = signed_in.get_by_test_id("action-modal")
    expect(modal).to_contain_text("Hello Ada <b>")
    expect(modal).to_contain_text("3 orders\nwere written", use_inner_text=True)
    modal.get_by_test_id("action-close").click()
    aside = signed_in.get_by_test_id("action-sidebar")
    expect(aside).to_contain_text("Look here")
    run.succeeds()
    with signed_in.expect_download() as arriving:
        aside.get_by_test_id("action-close").click()
    assert arriving.value.suggested_filename == "orders-3.csv"
    signed_in.wait_for_url("**/runs?flow=orders-3.csv")
    signed_in.goto(address)  # whoever looks again sees what was asked, and nothing is done a second time
    again = RunPage(signed_in).alive()
    expect(again.log).to_contain_text("The page is asked to open /runs?flow=orders-3.csv")
    expect(modal).to_have_count(0)
    assert signed_in.url == address


def test_another_servers_page_is_asked_about_and_a_file_is_opened_beside(signed_in: Page, put_flow: Callable[..., str]):
    put_flow(flow(
        act("look", "open_file", file="id"), act("leave", "open_page", address="https://example.org/{n}", source="one"),
        name="Opens elsewhere",
    ))  # fmt: skip
    FlowList(signed_in).open().run("Opens elsewhere")
    sheet = signed_in.get_by_test_id("action-link")
    expect(sheet).to_contain_text("orders-3.csv")
    with signed_in.expect_popup() as opening:
        sheet.get_by_test_id("action-open").click()
    expect(opening.value.locator("body")).to_contain_text("3;Ada <b>")
    expect(sheet).to_contain_text("The flow would like to open a page of example.org")
    link = sheet.get_by_test_id("action-open")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == ("https://example.org/3", "noopener noreferrer")
    sheet.get_by_test_id("action-close").click()
    expect(sheet).to_have_count(0)


def test_called_runs_and_their_caller_lead_to_each_other_and_a_flow_in_use_is_not_deleted_unawares(
    signed_in: Page, put_flow: Callable[..., str], api: httpx.Client
):
    called = put_flow(flow(name="Is called"))
    caller = put_flow(flow(step("call", "execute_dataflow", "one", flow=called), name="Calls it"))
    run = FlowList(signed_in).open().run("Calls it")
    run.succeeds()
    run.tab("called")
    signed_in.get_by_test_id("run-called").get_by_role("link", name="Is called").click()
    expect(signed_in.get_by_test_id("run-parent")).to_have_text("Calls it")
    flows = FlowList(signed_in).open()
    flows.search.fill("Is called")
    expect(flows.rows).to_have_count(1)
    flows.delete("Is called")
    sheet = signed_in.get_by_test_id("delete-sheet")
    expect(sheet.get_by_test_id(f"use-flow-{caller}")).to_contain_text("Version 1")
    sheet.get_by_test_id("delete-cancel").click()
    expect(sheet).to_have_count(0)
    assert api.get(f"/flows/{called}").status_code == 200
    signed_in.goto(f"/flows/{called}")
    expect(signed_in.get_by_test_id("uses-panel")).to_contain_text("Call · Flow")

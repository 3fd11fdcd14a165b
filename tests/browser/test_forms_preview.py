"""What a step hands on can be looked at: from a sample, as a table or as JSON; who may not edit may look."""

import pytest
from playwright.sync_api import Browser, expect

from storage.people import People
from tests.browser.conftest import PASSWORD
from tests.browser.pages.inspector import Inspector
from tests.browser.pages.login import Login
from tests.browser.server import Server


def test_without_a_sample_one_can_be_attached_right_there(designing, tmp_path):
    path = tmp_path / "orders.json"
    path.write_text('[{"id": 1, "lines": [{"price": 2.5}], "note": null}, {"id": 2, "lines": []}]')
    form = designing("import_file", file_type="json", file={"from": "input", "name": "orders"}).tab("data")
    expect(form.page.get_by_text("No data to show yet.")).to_be_visible()
    form.page.locator("[data-testid=preview-attach] input[type=file]").set_input_files(str(path))
    expect(form.page.get_by_test_id("preview-count")).to_have_text("2 items")
    table = form.page.get_by_test_id("preview-table")
    expect(table.get_by_role("columnheader", name="lines")).to_contain_text("list")
    table.get_by_role("button", name="[1]").click()
    expect(table.locator("pre")).to_contain_text('"price": 2.5')
    expect(table.locator("td.null").first).to_have_text("null")


@pytest.fixture
def viewing(browser: Browser, server: Server):
    """Open a flow's designer as somebody who may only look."""
    people = People(server.folder / "people.sqlite")
    if "viv" not in {one.name for one in people.list()}:
        people.add("viv", PASSWORD, "viewer")
    people.close()
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    Login(page).open().sign_in("viv", PASSWORD)
    yield page
    context.close()


def test_who_may_not_design_reads_the_form_and_changes_nothing(designing, viewing):
    made = designing("filter_source", source="given", conditions=[{"field": "delay", "operator": "equal", "value": 1}])
    form = Inspector(viewing, made.flow, made.token).open().choose("filter_source")
    expect(form.setting("conditions-0-field")).to_have_value("delay")
    expect(form.setting("conditions-0-field")).to_be_disabled()
    expect(form.setting("conditions-add")).to_be_disabled()
    expect(form.name).to_be_disabled()

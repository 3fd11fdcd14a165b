"""Work begins in a world of its own, and goes where it counts when it is ready."""

from collections.abc import Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.pages.designer import Designer
from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.sandboxes import Sandboxes

DEV = {"x-sandbox-name": "dev"}
CITY = {"name": "City", "fields": [{"name": "name", "primary_key": True}]}


@pytest.fixture
def tidy(api: httpx.Client) -> Iterator[None]:
    """Whatever happens, the shared server is as it was before."""
    yield
    api.delete("/sandboxes/dev?confirm=dev")
    api.delete("/components/city")
    for line in api.get("/flows", params={"property": "name==Cities"}).json()["items"]:
        api.delete(f"/flows/{line['id']}")


@pytest.mark.usefixtures("tidy")
def test_a_flow_is_designed_in_dev_promoted_and_published_in_prod(signed_in: Page, api: httpx.Client):
    sandboxes, page = Sandboxes(signed_in).open(), signed_in
    sandboxes.create("dev", "Development")
    sandboxes.switch("dev")
    flow = FlowList(page).new()
    designer = Designer(page, flow)
    page.get_by_test_id("flow-name").fill("Cities")
    read = designer.add_phase("Read")
    designer.add_step(read, "get_empty_model")
    designer.add_step(read, "query_entity_by_filter")
    designer.add_step(read, "write_response")
    designer.saved()
    assert api.put("/components/city", json=CITY, headers=DEV).is_success
    document = api.get(f"/flows/{flow}", headers=DEV).json()
    at = next(n for n, step in enumerate(document["phases"][0]["steps"]) if step["type"] == "query_entity_by_filter")
    chosen = {"op": "add", "path": f"/phases/0/steps/{at}/settings/component", "value": "city"}
    assert api.patch(f"/flows/{flow}", json=[chosen], headers=DEV | {"if-match": document["etag"]}).is_success

    designer.open()
    page.get_by_test_id("promote").click()
    expect(sandboxes.itself).to_contain_text("new draft")
    expect(sandboxes.thing("component", "city")).to_contain_text("New there")
    assert Axe().run(page, {"include": [[".sandbox-sheet"]]}).response["violations"] == []
    sandboxes.promote()
    sandboxes.follow("prod")
    page.wait_for_url(f"**/flows/{flow}")
    page.get_by_test_id("publish").click()
    page.get_by_test_id("publish-confirm").click()
    expect(page.get_by_test_id("flow-state")).to_contain_text("1")
    assert api.get(f"/flows/{flow}").json()["state"] == "enabled"
    assert api.get(f"/flows/{flow}", headers=DEV).json()["state"] == "draft"

    sandboxes.open()
    expect(sandboxes.row("dev")).to_contain_text("1 flow")
    assert Axe().run(page).response["violations"] == []
    sandboxes.empty("dev", "reset")
    expect(sandboxes.row("dev")).to_contain_text("Nothing yet")
    sandboxes.empty("dev", "delete")
    expect(sandboxes.row("dev")).to_have_count(0)
    assert api.get(f"/flows/{flow}").json()["state"] == "enabled"


@pytest.mark.usefixtures("tidy")
def test_a_link_into_another_sandbox_says_where_it_leads(signed_in: Page, api: httpx.Client):
    assert api.post("/sandboxes", json={"name": "dev"}).status_code == 201
    made = api.post("/flows?mode=draft", json={"name": "Cities"}, headers=DEV).json()["id"]
    sandboxes = Sandboxes(signed_in).open(f"/flows/{made}")
    expect(sandboxes.elsewhere).to_contain_text("dev")
    sandboxes.follow("dev")
    expect(signed_in.get_by_test_id("flow-name")).to_have_value("Cities")
    open_page = Sandboxes(signed_in.context.new_page()).open("/")
    open_page.switch("prod")  # the other page stays what it is, and says so
    sandboxes.stands_in("dev")
    forged = signed_in.request.post("/sandbox", form={"sandbox": "dev"}, headers={"origin": "http://evil.example"})
    assert forged.status == 403
    assert signed_in.request.post("/sandbox", form={"sandbox": "nowhere"}, max_redirects=0).status == 403
    away = signed_in.request.post("/sandbox", form={"sandbox": "dev", "next": "//evil.example"}, max_redirects=0)
    assert (away.status, away.headers["location"]) == (303, "/")

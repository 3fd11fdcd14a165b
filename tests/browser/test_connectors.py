"""A team lead who knows an address and a token reaches a system, without a word of HTTP."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.connectors import ConnectorList, ConnectorPage
from tests.browser.pages.inspector import Inspector
from tests.browser.server import Server
from tests.browser.test_accessibility import graver, paint, wide_enough
from tests.outside import Asked, Outside, outside

TOKEN = "a-token-nobody-may-see"


@pytest.fixture(scope="module")
def system() -> Iterator[Outside]:
    """A shop that answers to whoever has the token."""

    def orders(asked: Asked) -> Any:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return 401, {}, {"error": "who are you"}
        return 200, {"x-echo": TOKEN}, {"orders": [{"number": 7, "city": asked.query.get("city", "Lyon")}]}

    with outside() as opened:
        opened.routes["/orders"] = orders
        yield opened


@pytest.fixture
def shop(api: httpx.Client, system: Outside) -> Iterator[Callable[..., str]]:
    """Put a connector there by REST; its id. It is gone after the test."""
    made: list[str] = []

    def put(id: str, **settings: Any) -> str:
        body = {"name": id, "kind": "http", "settings": {"address": system.url} | settings,
                "endpoints": [{"name": "Orders", "path": "/orders"}]}  # fmt: skip
        assert api.put(f"/connectors/{id}", json=body).status_code == 201
        made.append(id)
        return id

    yield put
    for one in made:
        api.delete(f"/connectors/{one}?force=true")


def test_a_system_is_reached_with_a_token_and_its_fields_are_there_in_a_step(
    signed_in: Page, designing: Callable[..., Inspector], system: Outside, server: Server
):
    page = ConnectorList(signed_in).open().new("http").save()
    expect(page.settings).to_contain_text("Give the connector a name.")
    page.fill(name="Shop", address=system.url).pick("authentication", "Token (bearer)").fill(token=TOKEN)
    page.add_endpoint("Orders", "/orders").save()
    signed_in.wait_for_url("**/connectors/shop")
    page.alive().saved().send()
    expect(page.problem).to_contain_text(f"127.0.0.1:{system.port}")
    assert system.asked == []

    other = ConnectorList(signed_in.context.new_page()).open()
    other.allow(f"127.0.0.1:{system.port}")
    expect(other.allowed(f"127.0.0.1:{system.port}")).to_be_visible()
    page.send()
    expect(page.answer).to_contain_text("Answered with status 200")
    expect(page.answer.get_by_role("table")).to_contain_text("Lyon")
    page.keep_sample().save().saved()
    expect(page.setting("token-set")).to_be_visible()
    assert TOKEN not in signed_in.content()
    files = [file for file in server.folder.rglob("*") if file.is_file()]
    assert [file.name for file in files if TOKEN.encode() in file.read_bytes()] == []
    assert TOKEN not in server.errors.read_text()

    form = designing("get_values_from_connector", items_path="orders")
    form.fill("connector", "Shop")
    expect(form.setting("endpoint")).to_have_role("combobox")
    form.fill("endpoint", "Orders")
    form.saved(connector="shop", endpoint="orders")
    form.tab("data")
    expect(form.box.get_by_role("table").first).to_contain_text("Lyon")
    ConnectorList(signed_in).open()
    expect(ConnectorList(signed_in).row("shop")).to_contain_text("Answered")
    expect(ConnectorList(signed_in).row("shop")).to_contain_text("1 place")
    page.show("shop")
    signed_in.get_by_test_id("connector-delete").click()
    expect(signed_in.get_by_test_id("delete-sheet")).to_contain_text("could not be published")
    signed_in.get_by_test_id("delete-confirm").click()
    signed_in.wait_for_url("**/connectors")
    last = ConnectorList(signed_in).alive()
    expect(last.row("shop")).to_have_count(0)
    last.disallow(f"127.0.0.1:{system.port}")
    expect(last.allowed(f"127.0.0.1:{system.port}")).to_have_count(0)


def test_a_stored_secret_is_replaced_kept_or_cleared(signed_in: Page, shop: Callable[..., str], api: httpx.Client):
    page = ConnectorPage(signed_in).show(shop("secretive", authentication="bearer", token="first-secret"))
    page.setting("token-replace").click()
    page.setting("token-keep").click()
    expect(page.save_button).to_be_disabled()
    page.setting("token-replace").click()
    page.fill(token="second-secret").save().saved()
    expect(page.setting("token-set")).to_be_visible()
    page.setting("token-clear").click()
    page.save()
    expect(page.settings.get_by_test_id("setting-token-problem")).to_contain_text("needed for the chosen")
    assert api.get("/connectors/secretive").json()["settings"]["token"] == {"secret": "token"}


def test_who_saves_second_is_told_who_was_first(signed_in: Page, shop: Callable[..., str], api: httpx.Client):
    page = ConnectorPage(signed_in).show(shop("contested"))
    theirs = api.get("/connectors/contested").json()
    answer = api.put("/connectors/contested", json=theirs | {"name": "Theirs"}, headers={"if-match": theirs["etag"]})
    assert answer.status_code == 200
    page.fill(name="Mine").save()
    expect(signed_in.get_by_test_id("connector-conflict")).to_contain_text("ada")
    signed_in.get_by_test_id("connector-theirs").click()
    expect(page.setting("name")).to_have_value("Theirs")
    page.saved()


def test_endpoints_are_brought_in_from_an_openapi_document(signed_in: Page, shop: Callable[..., str], tmp_path):
    operation = {"summary": "Every customer", "responses": {"200": {"description": "Good"}}}
    document = {"openapi": "3.0.3", "info": {"title": "CRM", "version": "1"}, "paths": {
        "/customers": {"get": operation}, "/customers/{id}": {"get": {"summary": "One", "parameters": [
            {"name": "id", "in": "path", "required": True}]}, "trace": operation}}}  # fmt: skip
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document))
    page = ConnectorPage(signed_in).show(shop("described"))
    signed_in.get_by_test_id("endpoints-import").click()
    signed_in.get_by_test_id("import-sheet").locator("input[type=file]").set_input_files(file)
    signed_in.get_by_test_id("import-endpoint-0").click()
    expect(signed_in.get_by_test_id("import-left-out")).to_be_visible()
    signed_in.get_by_test_id("import-add").click()
    expect(signed_in.get_by_test_id("endpoint-row-1")).to_contain_text("/customers/{id}")
    page.save().saved()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_read_the_pages(signed_in: Page, shop: Callable[..., str], theme: str, base_url: str):
    paint(signed_in, theme, base_url)
    ConnectorList(signed_in).open()
    assert graver(signed_in) == []
    assert wide_enough(signed_in)
    signed_in.get_by_test_id("connector-new").click()
    expect(signed_in.get_by_test_id("connector-kinds")).to_be_visible()
    assert graver(signed_in) == []
    page = ConnectorPage(signed_in).show(shop(f"seen_{theme}", authentication="basic", user="u", password="secret"))
    signed_in.get_by_test_id("connector-more").click()
    signed_in.get_by_test_id("endpoint-edit-0").click()
    expect(signed_in.get_by_test_id("endpoint-form")).to_be_visible()
    page.send()
    expect(page.problem).to_be_visible()
    assert graver(signed_in) == []
    assert wide_enough(signed_in)

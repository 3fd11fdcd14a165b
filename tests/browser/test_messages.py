"""A message that is no JSON is seen on the flow's page, repaired there, and becomes a run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from redis import Redis

from storage.allowed_hosts import AllowedHosts
from storage.connectors import Connectors
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets
from tests.brokers import LOOPBACK, Post, post
from tests.browser.pages.flow_list import FlowList
from tests.browser.server import Server

STEPS = [
    {"id": "given", "type": "subscribe_to_connector", "name": "Orders", "settings": {
        "connector": "post", "endpoint": "post"}},
    {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"shape": "list"}},
]  # fmt: skip


@pytest.fixture
def place(server: Server) -> Iterator[Post]:
    """An endpoint at Redis, and its connector on the shared server."""
    with post("redis") as made:
        AllowedHosts(server.folder / "allowed_hosts.json").save(LOOPBACK, "ada")
        connectors = Connectors(server.folder / "connectors", Secrets(None, SecretKeys()))
        connectors.save(made.connector(), {}, "ada")
        yield made
        connectors.delete("post")


def send(place: Post, *bodies: bytes) -> None:
    with Redis(host=place.host, port=place.port) as client:
        for body in bodies:
            client.xadd(place.name, {"payload": body})


def test_a_bad_message_is_repaired_on_the_flows_page(
    signed_in: Page, api: httpx.Client, put_flow: Callable[..., str], place: Post, screenshots: Path
):
    flow = put_flow({"name": "Orders", "phases": [{"id": "a", "name": "A", "steps": STEPS}]})
    page = signed_in
    page.goto(f"/flows/{flow}")
    chip = page.get_by_test_id("messages")
    expect(chip).to_contain_text("Waits for messages", timeout=20_000)
    send(place, b'{"n": 1}', b'{"n": 2')
    expect(chip).to_contain_text("1 message set aside", timeout=20_000)
    chip.click()
    sheet = page.get_by_test_id("messages-sheet")
    expect(sheet.get_by_test_id("messages-state")).to_contain_text("2 messages taken")
    expect(sheet).to_contain_text("The message is no JSON")
    page.screenshot(path=screenshots / "messages.png")
    sheet.get_by_test_id("letter-body").fill('{"n": 2}')
    sheet.get_by_test_id("letter-replay").click()
    expect(sheet).to_contain_text("0 messages were set aside", timeout=20_000)
    runs = api.get("/runs", params={"flow": flow}).json()["items"]
    assert [run["trigger"] for run in runs] == ["message", "message"]


def test_the_list_of_flows_tells_how_each_subscription_is_doing(
    signed_in: Page, put_flow: Callable[..., str], place: Post, server: Server, screenshots: Path
):
    put_flow({"name": "Waiting for orders", "phases": [{"id": "a", "name": "A", "steps": STEPS}]})
    line = FlowList(signed_in).open().messages("Waiting for orders")
    expect(line).to_contain_text("Waits for messages", timeout=20_000)
    send(place, b"{oops")
    expect(line).to_contain_text("1 message set aside", timeout=20_000)
    AllowedHosts(server.folder / "allowed_hosts.json").save((), "ada")
    connectors = Connectors(server.folder / "connectors", Secrets(None, SecretKeys()))
    connectors.save(connectors.get("post").model_copy(update={"description": "No more."}), {}, "ada")
    expect(line).to_contain_text("Cannot wait for messages", timeout=20_000)
    signed_in.screenshot(path=screenshots / "flow_list_messages.png")

"""What a run tells somebody shows at once under the bell of their open pages, and waits there until they look."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from storage.people import People
from tests.browser.conftest import PASSWORD
from tests.browser.pages.bell import Bell
from tests.browser.pages.connectors import ConnectorList
from tests.browser.pages.frame import Frame
from tests.browser.pages.login import Login
from tests.browser.server import Server
from tests.browser.test_accessibility import graver, wide_enough
from tests.mail_server import mail_server


def telling(**settings: object) -> dict:
    """A flow that tells somebody of each order."""
    order = {"id": "in", "type": "get_action_model", "name": "Order", "settings": {"fields": [{"name": "number"}]}}
    tell = {"id": "tell", "type": "send_notification", "name": "Tell", "settings": settings}
    return {"name": "Late orders", "phases": [{"id": "p", "name": "Tell", "steps": [order, tell]}]}


@contextmanager
def somebody(name: str, role: str, browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """The browser of a person with this role, signed in."""
    people = People(server.folder / "people.sqlite")
    if name not in {person.name for person in people.list()}:
        people.add(name, PASSWORD, role, {"email": f"{name.lower()}@example.com"})
    people.close()
    context = browser.new_context(base_url=server.url, locale="en-US", reduced_motion="reduce")
    Login(context.new_page()).open().sign_in(name, PASSWORD)
    yield context
    context.close()


@pytest.fixture
def bee(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """The browser of Bee, who leads."""
    with somebody("Bee", "lead", browser, server) as context:
        yield context


def test_a_run_tells_somebody_on_their_open_pages_at_once(
    bee: BrowserContext, api: httpx.Client, put_flow: Callable[[dict], str]
):
    flow = put_flow(telling(subject="Order {number} is late", body="Please call.", recipients=[{"user": "Bee"}]))
    here, there = Frame(bee.pages[0]).open("/runs").page, Frame(bee.new_page()).open("/data").page
    bell, other = Bell(here), Bell(there)
    expect(bell.button).to_have_accessible_name("Notices")
    api.post(f"/flows/{flow}/runs?wait=30", json={"number": "7"})
    for one in (bell, other):
        expect(one.count).to_have_text("1")
        expect(one.button).to_have_accessible_name("Notices: 1 new")
    expect(here.locator(".toast")).to_contain_text("Order 7 is late")

    bell.open()
    expect(bell.notice("Order 7 is late")).to_contain_text("Please call.")
    api.post(f"/flows/{flow}/runs?wait=30", json={"number": "8"})
    expect(bell.unread).to_have_count(2)
    assert graver(here, '[data-testid="notices"]') == []
    here.keyboard.press("Tab")
    here.keyboard.press("Tab")
    here.keyboard.press("Enter")
    expect(bell.unread).to_have_count(1)
    expect(other.count).to_have_text("1")
    bell.read_all.click()
    expect(bell.unread).to_have_count(0)
    expect(other.count).to_be_hidden()
    bell.close()
    expect(bell.button).to_be_focused()


def test_who_may_not_publish_asks_those_who_may(
    bee: BrowserContext, browser: Browser, server: Server, put_flow: Callable[..., str]
):
    flow = put_flow(telling(subject="Hello", recipients=[{"user": "Bee"}]), publish=False)
    Frame(bee.pages[0]).open("/runs")
    with somebody("Della", "designer", browser, server) as dee:
        page = Frame(dee.pages[0]).open(f"/flows/{flow}").page
        page.get_by_test_id("publish").click()
        page.get_by_test_id("publish-ask").click()
        expect(page.locator(".toast")).to_contain_text("Bee")
    Bell(bee.pages[0]).open()
    asked = Bell(bee.pages[0]).notice("“Late orders” waits to be published")
    expect(asked).to_contain_text("Della asks you")
    asked.get_by_role("link").click()
    bee.pages[0].wait_for_url(f"**/flows/{flow}")
    Bell(Frame(bee.pages[0]).alive().page).open()
    expect(asked).not_to_have_class("unread")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_history_is_there_for_everybody_in_their_language(
    bee: BrowserContext, api: httpx.Client, put_flow: Callable[[dict], str], theme: str, base_url: str
):
    flow = put_flow(telling(subject="Order {number} is late", recipients=[{"user": "Bee"}]))
    api.post(f"/flows/{flow}/runs?wait=30", json=[{"number": str(number)} for number in range(25)])
    bee.add_cookies([{"name": "etapes_theme", "value": theme, "url": base_url}])
    page = Frame(bee.pages[0]).open("/notices").page
    expect(page.locator(".content .notices li")).to_have_count(20)
    page.get_by_test_id("notices-older").click()
    expect(Bell(page).notice("Order 0 is late").first).to_be_visible()
    assert graver(page) == []
    assert wide_enough(page)
    page.get_by_test_id("notices-page-read").click()
    expect(page.locator(".notices li.unread")).to_have_count(0)
    Frame(page).language.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Notifications")
    Frame(page).language.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Notices")


def test_a_mail_server_is_written_down_tried_and_tells_which_recipient_it_refused(
    signed_in: Page, bee: BrowserContext, api: httpx.Client, put_flow: Callable[[dict], str]
):
    with mail_server(login=True) as server:
        server.answers["gone@example.com"] = "550 no such box"
        connectors = ConnectorList(signed_in).open()
        connectors.allow(f"127.0.0.1:{server.port}")
        expect(connectors.allowed(f"127.0.0.1:{server.port}")).to_be_visible()
        page = connectors.new("smtp").fill(name="Shop post", address="127.0.0.1", port=str(server.port))
        page.pick("encryption", "None: everything can be read on the way").fill(user="shop", password="right secret")
        page.fill(sender="shop@example.com").save()
        signed_in.wait_for_url("**/connectors/shop_post")
        signed_in.get_by_test_id("try-recipient").fill("ann@example.com")
        page.alive().saved().send()
        expect(page.answer).to_contain_text("took the test message to ann@example.com")
        flow = put_flow(telling(subject="Order {number}", channel="smtp", connector="shop_post", body="On its way.",
                                recipients=[{"field": "number"}, {"user": "Bee"}]))  # fmt: skip
        api.post(f"/flows/{flow}/runs?wait=30", json=[{"number": "cleo@example.com"}, {"number": "gone@example.com"}])
        deliveries = signed_in.get_by_test_id("deliveries")
        expect(deliveries).to_contain_text("3 sent · 1 not delivered")
        expect(deliveries.locator("tr").filter(has_text="Not delivered")).to_contain_text("550 no such box")
        assert graver(signed_in) == []
        assert wide_enough(signed_in)
        signed_in.reload()
        Bell(signed_in).open()
        expect(Bell(signed_in).notice("A mail could not be delivered")).to_contain_text("gone@example.com")
        assert {one["Subject"] for one in server.taken} >= {"A test message from Étapes", "Order cleo@example.com"}
        assert set(server.logins) == {"shop"}

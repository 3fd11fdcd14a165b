"""A lead invites a designer by mail, the designer asks for a flow to be published, the lead hears of it and does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from storage.allowed_hosts import AllowedHosts
from storage.connector import Connector
from storage.connectors import Connectors
from storage.people import People
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets
from storage.totp import code_at, step_of
from tests.browser.conftest import PASSWORD
from tests.browser.pages.account import Account
from tests.browser.pages.bell import Bell
from tests.browser.pages.designer import Designer
from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.frame import Frame
from tests.browser.pages.login import Login
from tests.browser.pages.people import PeoplePage
from tests.browser.server import Server
from tests.mail_server import MailServer, mail_server

CHOSEN = "a walk along the river"


@pytest.fixture
def post(server: Server) -> Iterator[MailServer]:
    """A mail server, and its connector."""
    with mail_server() as opened:
        hosts, connectors = AllowedHosts(server.folder / "allowed_hosts.json"), Connectors(
            server.folder / "connectors", Secrets(None, SecretKeys()))  # fmt: skip
        before = hosts.stored()
        hosts.save([*before, "127.0.0.1"], "ada")
        connectors.save(Connector(id="team-post", name="Team post", kind="smtp", settings=opened.settings()), {}, "ada")
        yield opened
        connectors.delete("team-post")
        hosts.save(before, "ada")


@pytest.fixture
def lead(browser: Browser, server: Server) -> Iterator[Page]:
    """A lead's own browser, signed in."""
    people = People(server.folder / "people.sqlite")
    people.add("Lea", PASSWORD, "lead", {"email": "lea@example.com"})
    people.close()
    context = browser.new_context(base_url=server.url, locale="en-US", reduced_motion="reduce")
    page = context.new_page()
    Login(page).open().sign_in("Lea", PASSWORD)
    yield page
    context.close()


def test_from_an_invitation_to_a_published_flow(page: Page, lead: Page, post: MailServer):
    came = Event()
    post.came = came.set
    people = PeoplePage(lead).open()
    expect(lead.get_by_test_id("tab-roles")).to_have_count(0)  # who invites does not administer
    people.begin("Dana", "Designer", "dana@example.com")
    expect(lead.get_by_test_id("newcomer-way")).to_have_count(0)
    lead.get_by_test_id("newcomer-go").click()
    lead.get_by_test_id("link-send").filter(has_text="Team post").click()
    expect(lead.locator(".toast")).to_contain_text("dana@example.com")
    assert came.wait(30)
    [letter] = post.taken
    assert letter["To"] == "dana@example.com"
    link = next(word for word in letter.get_content().split() if "/invitation/" in word)

    door, account = Login(page).open(link), Account(page)
    door.choose(CHOSEN)
    door.sign_in("Dana", CHOSEN)
    account.alive()
    page.wait_for_url("**/account")
    secret = account.begin_second_factor(CHOSEN)
    account.confirm_second_factor(code_at(secret, step_of(datetime.now(UTC))))
    account.sign_out()
    door.begin("Dana", CHOSEN)
    door.second(code_at(secret, step_of(datetime.now(UTC)) + 1))
    expect(account.account).to_be_visible()

    FlowList(page).open().new()
    designer = Designer(page)
    page.get_by_test_id("flow-name").fill("Letters")
    designer.add_step(designer.add_phase("All"), "get_empty_model")
    designer.saved()
    flow = page.url
    page.get_by_test_id("publish").click()
    expect(page.get_by_test_id("publish-confirm")).to_have_count(0)
    page.get_by_test_id("publish-ask").click()
    expect(page.locator(".toast")).to_contain_text("Lea")

    bell = Bell(lead)
    expect(bell.count).to_have_text("1")
    bell.open()
    asked = bell.notice("“Letters” waits to be published")
    expect(asked).to_contain_text("Dana asks you")
    asked.get_by_role("link").click()
    lead.wait_for_url(flow)
    Frame(lead).alive()
    lead.get_by_test_id("publish").click()
    lead.get_by_test_id("publish-confirm").click()
    expect(lead.locator(".toast")).to_contain_text("Version 1")
    assert FlowList(page).open().id_of("Letters") in flow

"""People and their own accounts: invited, a password chosen, a second factor switched on, sessions ended elsewhere."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from storage.people import People
from storage.totp import code_at, step_of
from tests.browser.conftest import PASSWORD
from tests.browser.pages.account import Account
from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.login import Login
from tests.browser.pages.run_page import RunPage
from tests.browser.server import Server

CHOSEN = "a quite long word"


@pytest.fixture
def people(server: Server) -> Iterator[People]:
    opened = People(server.folder / "people.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def elsewhere(browser: Browser, server: Server) -> Iterator[Callable[[], Page]]:
    """A page in a browser of its own."""
    opened = []

    def another() -> Page:
        opened.append(browser.new_context(base_url=server.url))
        return opened[-1].new_page()

    yield another
    for context in opened:
        context.close()


def code(secret: str, *, later: int = 0) -> str:
    """What the app shows now, or so many steps later (clocks may be one step apart)."""
    return code_at(secret, step_of(datetime.now(UTC)) + later)


def test_an_invited_person_comes_in_with_password_and_second_factor(page: Page, people: People, server: Server):
    people.add("dee", None, "designer", {"email": "dee@example.org"}, disabled=True)
    link = f"/invitation/{people.links.make(people.person('dee').id, 'invitation')}"
    door, account = Login(page).open(link), Account(page)
    door.choose(CHOSEN)
    expect(door.said).to_contain_text("password is set")
    door.sign_in("dee", CHOSEN)
    account.alive()
    page.wait_for_url("**/account")
    secret = account.begin_second_factor(CHOSEN)
    recovery = account.confirm_second_factor(code(secret))
    account.sign_out()

    door.begin("dee", CHOSEN)
    door.second("000000")
    expect(door.problem).to_contain_text("not right")
    door.second(code(secret, later=1))
    expect(account.account).to_be_visible()
    expect(page.get_by_test_id("flow-new")).to_be_visible()
    account.sign_out()
    door.begin("dee", CHOSEN)
    door.second(recovery[0])
    expect(account.account).to_be_visible()

    assert Login(page).open(link).page.get_by_role("heading", name="works no longer").is_visible()
    held = b"".join(file.read_bytes() for file in server.folder.rglob("*") if file.is_file())
    assert [one for one in (CHOSEN, secret, *recovery, link.rpartition("/")[2]) if one.encode() in held] == []


def test_a_new_password_ends_the_open_pages_elsewhere(page: Page, people: People, elsewhere: Callable[[], Page]):
    people.add("pat", PASSWORD, "viewer")
    other = elsewhere()
    Login(other).open().sign_in("pat", PASSWORD)
    FlowList(other).alive()
    Login(page).open().sign_in("pat", PASSWORD)
    account = Account(page).open()
    account.change_password("not this one", CHOSEN)
    expect(account.part("password")).to_contain_text("not the current password")
    account.change_password(PASSWORD, CHOSEN)
    expect(account.part("password")).to_contain_text("is changed")
    expect(Login(other).go).to_be_visible()
    account.open("/runs")
    expect(account.account).to_be_visible()


def test_a_page_that_is_out_of_reach_when_its_session_ends_finds_that_out(page: Page, people: People):
    people.add("una", PASSWORD, "viewer")
    Login(page).open().sign_in("una", PASSWORD)
    FlowList(page).alive()
    page.evaluate("window.socket.disconnect()")
    people.set_disabled("una", True)
    page.evaluate("window.socket.connect()")
    expect(Login(page).go).to_be_visible()


def test_another_role_is_seen_on_the_open_page(page: Page, people: People):
    people.add("rob", PASSWORD, "viewer")
    Login(page).open().sign_in("rob", PASSWORD)
    FlowList(page).alive()
    expect(page.get_by_test_id("flow-new")).to_have_count(0)
    people.set_role("rob", "designer")
    expect(page.get_by_test_id("flow-new")).to_be_visible()
    people.remove("rob")
    expect(Login(page).go).to_be_visible()


def test_sessions_and_tokens_are_ended_by_their_owner(page: Page, people: People, server: Server,
                                                      elsewhere: Callable[[], Page]):  # fmt: skip
    people.add("sam", PASSWORD, "viewer")
    other = elsewhere()
    Login(other).open().sign_in("sam", PASSWORD)
    FlowList(other).alive()
    Login(page).open().sign_in("sam", PASSWORD)
    account = Account(page).open()
    account.page.get_by_test_id("sessions-end-others").click()
    expect(Login(other).go).to_be_visible()
    bearer = {"authorization": f"Bearer {account.new_token('nightly', PASSWORD)}"}
    assert httpx.get(f"{server.url}/api/flows", headers=bearer, trust_env=False).status_code == 200
    account.part("tokens").get_by_role("button", name="Revoke").click()
    expect(account.part("tokens").get_by_role("button", name="Revoke")).to_have_count(0)
    assert httpx.get(f"{server.url}/api/flows", headers=bearer, trust_env=False).status_code == 401


def test_an_open_page_gives_nobody_else_a_token_or_a_second_factor(page: Page, people: People):
    people.add("tom", PASSWORD, "viewer")
    Login(page).open().sign_in("tom", PASSWORD)
    FlowList(page).alive()
    account = Account(page).open()
    for part, deed in (("tokens", "token-add"), ("second_factor", "factor-begin")):
        page.get_by_test_id(deed).click()
        expect(account.part(part)).to_contain_text("not the current password")
    expect(page.get_by_test_id("factor-picture")).to_have_count(0)
    assert people.tokens("tom") == []


def test_a_secret_is_typed_unseen_and_shows_as_dots(signed_in: Page, token: str, server: Server):
    fields = [{"name": "who"}, {"name": "pass", "type": "secret", "required": True}]
    steps = [{"id": "in", "type": "get_action_model", "settings": {"fields": fields}},
             {"id": "log", "type": "execute_script", "settings": {"script": "log(item['pass'])\nitem"}},
             {"id": "out", "type": "write_response", "settings": {}}]  # fmt: skip
    flow = {"name": "Takes a secret", "phases": [{"id": "p", "name": "P", "steps": steps}]}
    made = signed_in.request.post("/api/flows", data=flow, headers={"Authorization": f"Bearer {token}"})
    assert made.status == 201, made.text()
    FlowList(signed_in).open()
    signed_in.get_by_test_id(f"flow-run-{made.json()['id']}").click()
    box = signed_in.get_by_test_id("run-secret-pass")
    expect(box).to_have_attribute("type", "password")
    box.fill("s3cret-in-the-form")
    signed_in.get_by_test_id("run-start").click()
    signed_in.wait_for_url("**/runs/*")
    run = RunPage(signed_in).alive()
    run.succeeds()
    expect(run.log).to_contain_text("••••••")
    assert run.json() == [{"who": "", "pass": "••••••"}]
    held = b"".join(file.read_bytes() for file in server.folder.rglob("*") if file.is_file())
    assert b"s3cret-in-the-form" not in held

"""An administrator writes down where the people are; they come in with the password they know, or at their provider."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages.connectors import ConnectorList
from tests.browser.pages.login import Login
from tests.browser.server import Server
from tests.browser.test_accessibility import graver
from tests.identity_provider import SECRET, identity_provider
from tests.slapd import PASSWORD, slapd


@pytest.fixture(scope="module")
def house(start_server: Callable[..., Server]) -> Server:
    """A server of its own: its directories stand at its door."""
    return start_server(ETAPES_ADMIN_USER="ada", ETAPES_ADMIN_PASSWORD=PASSWORD, ETAPES_ALLOW_HOSTS="127.0.0.0/8,::1")


@pytest.fixture
def visit(browser: Browser, house: Server):
    """`visit()`: a page of another browser each time."""
    opened = []

    def another() -> Page:
        opened.append(browser.new_context(base_url=house.url))
        return opened[-1].new_page()

    yield another
    for one in opened:
        one.close()


def test_people_of_a_directory_come_in_with_the_password_they_know(visit, tmp_path):
    with slapd(tmp_path / "slapd") as directory:
        ada = visit()
        Login(ada).open().sign_in("ada", PASSWORD)
        page = ConnectorList(ada).open().new("ldap")
        ada.get_by_test_id("connector-more").click()
        told = directory.settings(user_name="uid")
        page.fill(name="Team", **{name: told[name] for name in told if name != "filter"})
        page.setting("newcomers").click()
        page.save()
        ada.wait_for_url("**/connectors/team")
        page.alive().saved()
        ada.get_by_test_id("try-name").fill("person1")
        ada.get_by_test_id("try-send").click()
        expect(page.answer).to_contain_text("person1@tests.example")
        expect(page.answer).to_contain_text("editors, rulers")
        assert graver(ada) == []
        guest = visit()
        Login(guest).open().sign_in("Person1", PASSWORD)
        locked = Login(visit()).open()
        locked.name.fill("locked")
        locked.password.fill(PASSWORD)
        locked.go.click()
        expect(locked.problem).to_be_visible()
        ada.get_by_test_id("connector-delete").click()
        expect(ada.get_by_role("dialog")).to_contain_text("1 person signs in through it")


def test_people_sign_in_at_their_providers_page(visit):
    with identity_provider() as provider:
        provider.person = {"sub": "z-1", "preferred_username": "zoe", "email": "zoe@tests.example"}
        ada = visit()
        Login(ada).open().sign_in("ada", PASSWORD)
        page = ConnectorList(ada).open().new("oidc")
        page.fill(name="Company", issuer=provider.issuer, client_id="etapes", client_secret=SECRET)
        page.setting("newcomers").click()
        page.save()
        ada.wait_for_url("**/connectors/company")
        page.alive().saved()
        expect(ada.get_by_test_id("return-address")).to_contain_text("/login/back/company")
        ada.get_by_test_id("try-send").click()
        expect(page.answer).to_contain_text(f"{provider.issuer}/authorize")
        zoe = Login(visit()).open()
        assert graver(zoe.page) == []
        zoe.by_provider("company")
        expect(zoe.page.get_by_test_id("account")).to_be_visible()
        expect(zoe.page.get_by_test_id("flow-new")).to_have_count(0)

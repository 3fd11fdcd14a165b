"""An administrator adds people, says what they may do, lets them go, and reads who did what."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from storage.people import People
from storage.roles import Roles
from tests.browser.conftest import PASSWORD
from tests.browser.pages.login import Login
from tests.browser.pages.people import AuditPage, PeoplePage
from tests.browser.server import Server
from tests.browser.test_accessibility import THEMES, graver, paint, wide_enough


@pytest.fixture
def people(server: Server) -> Iterator[People]:
    opened = People(server.folder / "people.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def elsewhere(browser: Browser, server: Server) -> Iterator[Callable[[], Page]]:
    """Another browser, of somebody else."""
    contexts = []

    def opened() -> Page:
        contexts.append(browser.new_context(base_url=server.url, locale="en-US"))
        return contexts[-1].new_page()

    yield opened
    for one in contexts:
        one.close()


def test_somebody_is_invited_gets_roles_and_is_let_go(signed_in: Page, elsewhere: Callable[[], Page], people: People):
    page = PeoplePage(signed_in).open()
    link = page.invite("zoe", "Designer", "zoe@example.org")
    page.close_link()
    expect(page.row("zoe")).to_contain_text("Invited")

    theirs = elsewhere()
    theirs.goto(link)
    for field in theirs.locator("input[type=password]").all():
        field.fill(PASSWORD)
    theirs.get_by_test_id("login-go").click()
    login = Login(theirs)
    login.sign_in("zoe", PASSWORD)
    expect(theirs.get_by_role("link", name="People")).to_have_count(0)

    page.open("/people?tab=groups")
    panel = page.add_group("Sales")
    page.add_member("Sales", "zoe").give(panel, "Operator", "everywhere")
    one = page.tab("users").show("zoe")
    expect(one.roles).to_contain_text("By the group Sales: Operator · everywhere")
    one.fill(full_name="Zoé Lambert").save()
    expect(signed_in.get_by_text("Saved.")).to_be_visible()
    one.pick("person-role", "Lead")
    expect(one.roles).to_contain_text("takes them back")
    assert (people.person("zoe").role, people.person("zoe").full_name) == ("lead", "Zoé Lambert")

    one.switch().confirm()
    expect(one.access).to_contain_text("Disabled")
    expect(login.name).to_be_visible()
    one.switch()
    expect(one.access).to_contain_text("Active")
    assert one.remove("zo").is_disabled()
    signed_in.keyboard.press("Escape")
    one.remove("Zoe").click()
    signed_in.wait_for_url("**/people")
    expect(PeoplePage(signed_in).alive().row("ada")).to_be_visible()
    expect(page.row("zoe")).to_have_count(0)

    log = AuditPage(signed_in).open()
    log.seek("zoe")
    expect(log.lines.first).to_contain_text("Deleted the account “zoe”")
    expect(log.lines.first).to_contain_text("ada")
    log.check()
    expect(log.chain).to_contain_text("The log is in order")
    assert "person_removed,person/zoe" in log.export("Export as table")
    page.open("/people?tab=groups")
    signed_in.get_by_test_id("group-delete-Sales").click()
    signed_in.get_by_test_id("question-confirm").click()
    expect(signed_in.get_by_test_id("group-Sales")).to_have_count(0)


def test_the_last_administrator_is_kept_and_told_why(signed_in: Page):
    one = PeoplePage(signed_in).open().show("ada")
    one.pick("person-role", "Viewer")
    expect(signed_in.get_by_text("ada is the last administrator")).to_be_visible()
    expect(one.roles).to_contain_text("Administrator")
    one.remove("ada").click()
    expect(signed_in.get_by_role("dialog").get_by_role("alert")).to_contain_text("the last administrator")


def test_a_context_that_is_not_wanted_any_more_goes_with_its_roles(signed_in: Page, people: People, server: Server):
    roles = Roles(server.folder / "people.sqlite")
    one = roles.register("prod", "customer", 7, "Miller & Sons", number=1)
    roles.assign(people.person("ada").id, "viewer", context=one.id)
    PeoplePage(signed_in).open("/people?tab=contexts")
    row = signed_in.get_by_test_id(f"context-{one.id}")
    expect(row).to_contain_text("Viewer")
    signed_in.get_by_role("button", name="Delete the context Miller & Sons").click()
    expect(signed_in.get_by_role("dialog")).to_contain_text("One role inside it goes with it")
    signed_in.get_by_test_id("question-confirm").click()
    expect(row).to_have_count(0)
    assert (roles.contexts(), roles.of(people.person("ada").id)) == ([], [])
    roles.close()


def test_nobody_else_gets_in(elsewhere: Callable[[], Page], people: People):
    people.add("lena", PASSWORD, "designer")
    page = elsewhere()
    Login(page).open().sign_in("lena", PASSWORD)
    for address in ("/people", f"/people/{people.person('ada').id}", "/audit", "/audit/export"):
        assert page.goto(address).status == 403
    people.remove("lena")


@pytest.mark.parametrize("theme", THEMES)
def test_everybody_can_read_the_pages(signed_in: Page, theme: str, base_url: str):
    paint(signed_in, theme, base_url)
    page = PeoplePage(signed_in).open()
    for tab in ("users", "groups", "roles", "contexts", "tokens", "sessions", "sign_ins"):
        page.tab(tab)
        assert (tab, graver(signed_in)) == (tab, [])
        assert wide_enough(signed_in)
    page.tab("roles").make_role(f"Clerk {theme}", "read", "enter")
    page.tab("users").begin(f"seen-{theme}", "Viewer")
    expect(signed_in.get_by_test_id("newcomer")).to_be_visible()
    assert graver(signed_in, "[data-testid=newcomer]") == []
    signed_in.get_by_role("button", name="Not now").click()
    expect(signed_in.get_by_test_id("newcomer")).to_have_count(0)
    page.show("ada")
    assert graver(signed_in) == []
    assert wide_enough(signed_in)
    AuditPage(signed_in).open().check()
    signed_in.locator("summary").first.click()
    assert graver(signed_in) == []
    assert wide_enough(signed_in)

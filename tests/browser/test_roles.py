"""People see and may do what their role allows, and nothing else."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from storage.people import People
from tests.browser.conftest import PASSWORD
from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.login import Login
from tests.browser.server import Server

EXAMPLE = "Which cities still owe us?"


@pytest.fixture
def people(server: Server) -> Iterator[People]:
    opened = People(server.folder / "people.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def signed_in_as(page: Page, people: People) -> Callable[[str], FlowList]:
    """Sign in as somebody with this role."""

    def sign_in(role: str) -> FlowList:
        name = f"{role}-person"
        if name not in {person.name for person in people.list()}:
            people.add(name, PASSWORD, role)
        Login(page).open().sign_in(name, PASSWORD)
        return FlowList(page).alive()

    return sign_in


def test_a_viewer_reads_and_changes_nothing(signed_in_as: Callable[[str], FlowList]):
    flows = signed_in_as("viewer")
    flows.search.fill(EXAMPLE)
    expect(flows.row(EXAMPLE)).to_be_visible()
    for button in ("flow-new", "flow-import"):
        expect(flows.page.get_by_test_id(button)).to_have_count(0)
    for button in ("run", "duplicate", "delete"):
        expect(flows.page.locator(f"[data-testid^=flow-{button}-]")).to_have_count(0)


def test_an_operator_runs_and_designs_nothing(signed_in_as: Callable[[str], FlowList]):
    flows = signed_in_as("operator")
    expect(flows.page.get_by_test_id("flow-new")).to_have_count(0)
    flows.run(EXAMPLE).succeeds()


def test_a_designer_designs_and_runs_nothing_live(signed_in_as: Callable[[str], FlowList]):
    flows = signed_in_as("designer")
    expect(flows.page.get_by_test_id("flow-new")).to_be_visible()
    expect(flows.page.locator("[data-testid^=flow-run-]")).to_have_count(0)


def test_who_has_no_role_yet_is_told_so_and_finds_their_account(page: Page, people: People):
    people.add("new-here", PASSWORD, "none")
    Login(page).open().sign_in("new-here", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not allowed")
    expect(page.get_by_role("main")).to_contain_text("no role yet")
    page.get_by_role("main").get_by_role("link", name="My account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")


def test_an_account_that_was_closed_is_out_at_its_next_step(signed_in_as: Callable[[str], FlowList], people: People):
    flows = signed_in_as("viewer")
    people.set_disabled("viewer-person", True)
    flows.page.goto("/runs")
    expect(Login(flows.page).go).to_be_visible()
    people.set_disabled("viewer-person", False)

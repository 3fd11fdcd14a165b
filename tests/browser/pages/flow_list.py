from playwright.sync_api import Locator, expect

from tests.browser.pages.frame import Frame
from tests.browser.pages.run_page import RunPage


class FlowList(Frame):
    """The list of flows."""

    address = "/"

    @property
    def rows(self) -> Locator:
        return self.page.locator("[data-testid^=flow-row-]")

    @property
    def search(self) -> Locator:
        return self.page.get_by_test_id("flow-search")

    def row(self, name: str) -> Locator:
        return self.rows.filter(has=self.page.get_by_role("link", name=name, exact=True))

    def id_of(self, name: str) -> str:
        return (self.row(name).get_attribute("data-testid") or "").removeprefix("flow-row-")

    def messages(self, name: str) -> Locator:
        """What the flow's line tells of its subscription."""
        return self.row(name).get_by_test_id("flow-messages")

    def new(self) -> str:
        """Make a flow; its id, on its designer's page."""
        self.page.get_by_test_id("flow-new").click()
        self.page.wait_for_url("**/flows/*")
        self.alive()
        return self.page.url.rsplit("/", 1)[1]

    def run(self, name: str) -> RunPage:
        """Find a published flow that asks nothing and run it; its run's page."""
        self.search.fill(name)
        expect(self.rows.filter(has_not_text=name)).to_have_count(0)
        self.page.get_by_test_id(f"flow-run-{self.id_of(name)}").click()
        self.page.wait_for_url("**/runs/*")
        return RunPage(self.page).alive()

    def duplicate(self, name: str) -> None:
        self.page.get_by_test_id(f"flow-duplicate-{self.id_of(name)}").click()

    def delete(self, name: str) -> None:
        self.page.get_by_test_id(f"flow-delete-{self.id_of(name)}").click()

    def undo(self) -> None:
        self.page.get_by_test_id("toast-deed").click()

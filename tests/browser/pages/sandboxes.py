from typing import Self

from playwright.sync_api import Locator, expect

from tests.browser.pages.frame import Frame


class Sandboxes(Frame):
    """The page of all sandboxes, the chooser of every page, and the sheet that promotes a flow."""

    address = "/sandboxes"

    @property
    def sign(self) -> Locator:
        """The sandbox that the page is in; none in prod."""
        return self.page.get_by_test_id("sandbox-sign")

    @property
    def elsewhere(self) -> Locator:
        return self.page.get_by_test_id("elsewhere")

    @property
    def itself(self) -> Locator:
        """What comes of the flow that is promoted."""
        return self.page.get_by_test_id("promote-itself")

    def stands_in(self, name: str) -> Self:
        """The page says in which sandbox it is; in prod nothing needs to be said."""
        self.page.wait_for_load_state()
        if name == "prod":
            expect(self.sign).to_have_count(0)
        else:
            expect(self.sign).to_contain_text(name)
        return self

    def row(self, name: str) -> Locator:
        return self.page.get_by_test_id(f"sandbox-{name}")

    def create(self, name: str, title: str = "") -> None:
        self.page.get_by_test_id("sandbox-new").click()
        self.page.get_by_test_id("sandbox-name").fill(name)
        self.page.get_by_test_id("sandbox-title").fill(title)
        self.page.get_by_test_id("sandbox-create-go").click()
        expect(self.row(name)).to_be_visible()

    def switch(self, name: str) -> Self:
        """By the menu in the rail."""
        self.page.get_by_test_id("sandbox-chooser").click()
        self.page.locator(".sandbox-menu").get_by_test_id(f"sandbox-to-{name}").click()
        return self.alive().stands_in(name)

    def follow(self, name: str) -> Self:
        """By the button that leads to a thing of another sandbox."""
        self.page.locator("#content, .sandbox-sheet").get_by_test_id(f"sandbox-to-{name}").click()
        return self.alive().stands_in(name)

    def empty(self, name: str, deed: str) -> None:
        """Reset or delete, the name typed."""
        self.page.get_by_test_id(f"sandbox-{deed}-{name}").click()
        go = self.page.get_by_test_id("sandbox-emptying-go")
        expect(go).to_be_disabled()
        self.page.get_by_test_id("sandbox-typed").fill(name)
        go.click()
        expect(go).to_have_count(0)

    def thing(self, kind: str, id: str) -> Locator:
        """What comes along with a flow."""
        return self.page.get_by_test_id(f"promote-{kind}-{id}")

    def promote(self) -> None:
        """What the sheet lists."""
        self.page.get_by_test_id("promote-go").click()
        expect(self.page.get_by_test_id("promoted")).to_be_visible()

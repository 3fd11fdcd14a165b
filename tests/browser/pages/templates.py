from typing import Self

from playwright.sync_api import Locator, expect

from tests.browser.pages.frame import Frame


class Templates(Frame):
    """The list of templates, and the page of the one that was opened."""

    address = "/templates"

    @property
    def state(self) -> Locator:
        return self.page.get_by_test_id("template-state")

    @property
    def problem(self) -> Locator:
        return self.page.get_by_test_id("template-problem")

    @property
    def picture(self) -> Locator:
        return self.page.get_by_test_id("template-picture")

    def row(self, name: str) -> Locator:
        return self.page.locator("[data-testid^=template-row-]").filter(
            has=self.page.get_by_role("link", name=name, exact=True)
        )

    def new(self, kind: str, name: str) -> Self:
        """Begin a template; its page."""
        self.page.get_by_test_id("template-new").click()
        self.page.get_by_test_id("template-new-name").fill(name)
        self.page.get_by_test_id(f"template-new-{kind}").click()
        self.page.wait_for_url("**/templates/*")
        return self.alive()

    def write(self, text: str) -> Self:
        """Put `text` in place of what stands in the editor."""
        self.page.get_by_test_id("template-text").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)
        return self

    def save(self) -> Self:
        self.page.keyboard.press("ControlOrMeta+s")
        expect(self.state).to_contain_text("Saved")
        return self

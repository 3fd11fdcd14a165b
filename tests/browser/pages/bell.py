"""The bell that stands on every page, and what is told under it."""

from playwright.sync_api import Locator, Page


class Bell:
    """`open` and `close` by the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.button = page.get_by_test_id("bell")
        self.count = page.get_by_test_id("bell-count")
        self.panel = page.get_by_test_id("notices")
        self.unread = self.panel.locator("li.unread")
        self.all = page.get_by_test_id("notices-all")
        self.read_all = page.get_by_test_id("notices-read")

    def open(self) -> None:
        self.button.focus()
        self.page.keyboard.press("Enter")
        self.panel.wait_for(state="visible")

    def close(self) -> None:
        self.page.keyboard.press("Escape")
        self.panel.wait_for(state="hidden")

    def notice(self, subject: str) -> Locator:
        return self.page.locator(".notices li").filter(has_text=subject)

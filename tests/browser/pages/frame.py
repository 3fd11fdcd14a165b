from typing import Self

from playwright.sync_api import Page


class Frame:
    """What all pages share: language, theme, account. `open` waits until the page is alive."""

    address = "/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title = page.get_by_role("heading", level=1)
        self.language = page.get_by_test_id("language")
        self.theme = page.get_by_test_id("theme")
        self.account = page.get_by_test_id("account")

    def open(self, address: str | None = None) -> Self:
        self.page.goto(address or self.address)
        return self.alive()

    def alive(self) -> Self:
        self.page.wait_for_function("window.did_handshake")
        return self

    def sign_out(self) -> None:
        self.account.click()
        self.page.get_by_test_id("logout").click()

    def is_dark(self) -> bool:
        return self.page.locator("html").get_attribute("data-theme") == "dark"

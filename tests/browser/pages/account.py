from playwright.sync_api import Locator, expect

from tests.browser.pages.frame import Frame


class Account(Frame):
    """One's own account."""

    address = "/account"

    def part(self, name: str) -> Locator:
        """`password`, `second_factor`, `sessions`, `tokens` or `sign_ins`."""
        return self.page.get_by_test_id(f"account-{name}")

    def begin_second_factor(self, password: str) -> str:
        """The secret that the QR code holds, as an app takes it."""
        self.page.get_by_test_id("factor-password").fill(password)
        self.page.get_by_test_id("factor-begin").click()
        expect(self.page.get_by_test_id("factor-picture")).to_be_visible()
        return self.page.get_by_test_id("factor-secret").inner_text().replace(" ", "")

    def confirm_second_factor(self, code: str) -> list[str]:
        """The recovery codes that are shown once."""
        self.page.get_by_test_id("factor-code").fill(code)
        self.page.get_by_test_id("factor-confirm").click()
        codes = self.page.get_by_test_id("factor-codes").locator("li")
        expect(codes).to_have_count(10)
        return codes.all_inner_texts()

    def change_password(self, old: str, new: str) -> None:
        for box, typed in (("old", old), ("new", new), ("again", new)):
            self.page.get_by_test_id(f"password-{box}").fill(typed)
        self.page.get_by_test_id("password-go").click()

    def new_token(self, label: str, password: str) -> str:
        self.page.get_by_test_id("token-label").fill(label)
        self.page.get_by_test_id("token-password").fill(password)
        self.page.get_by_test_id("token-add").click()
        return self.page.get_by_test_id("token-secret").inner_text()

from playwright.sync_api import Page, expect


class Login:
    """The pages before the account: the first account and signing in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.name = page.get_by_test_id("login-name")
        self.password = page.get_by_test_id("login-password")
        self.again = page.get_by_test_id("login-again")
        self.code = page.get_by_test_id("login-code")
        self.said = page.get_by_role("status")
        self.go = page.get_by_test_id("login-go")
        self.problem = page.get_by_role("alert")
        self.language = page.get_by_test_id("language")

    def open(self, address: str = "/login") -> "Login":
        self.page.goto(address)
        return self

    def sign_in(self, name: str, password: str) -> None:
        """Sign in and arrive on a page that is alive."""
        self.name.fill(name)
        self.password.fill(password)
        self.go.click()
        expect(self.page.get_by_test_id("account")).to_be_visible()

    def begin(self, name: str, password: str) -> None:
        """Send name and password; what comes then is the test's matter."""
        self.name.fill(name)
        self.password.fill(password)
        self.go.click()

    def second(self, code: str) -> None:
        """Type the code of the second factor."""
        self.code.fill(code)
        self.go.click()

    def choose(self, password: str) -> None:
        """Choose a password on the page behind a link."""
        self.password.fill(password)
        self.again.fill(password)
        self.go.click()

    def first_account(self, name: str, password: str, again: str | None = None) -> None:
        self.name.fill(name)
        self.password.fill(password)
        self.again.fill(password if again is None else again)
        self.go.click()

    def by_provider(self, id: str) -> None:
        """Sign in at somebody else's page."""
        self.page.get_by_test_id(f"login-with-{id}").click()

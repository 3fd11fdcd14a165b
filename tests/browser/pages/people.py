from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.frame import Frame


class PeoplePage(Frame):
    """Everybody with an account, and the tabs beside."""

    address = "/people"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.search = page.get_by_test_id("people-search")
        self.link = page.get_by_test_id("link-address")

    def tab(self, name: str) -> Self:
        self.page.get_by_test_id(f"tab-{name}").click()
        expect(self.page.get_by_test_id(f"people-{name}")).to_be_visible()
        return self

    def row(self, name: str) -> Locator:
        return self.page.get_by_test_id(f"person-row-{name}")

    def show(self, name: str) -> "PersonPage":
        """The page of somebody in the list."""
        self.row(name).get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_url("**/people/*")
        return PersonPage(self.page).alive()

    def invite(self, name: str, role: str, email: str = "") -> str:
        """Add somebody by a link; the link, still on the screen."""
        self.begin(name, role, email)
        self.page.get_by_test_id("newcomer-go").click()
        return self.link.inner_text()

    def add(self, name: str, role: str, password: str) -> Self:
        """Add somebody with a password."""
        self.begin(name, role)
        self.pick("newcomer-way", "With a password that I choose")
        self.page.get_by_test_id("newcomer-password").fill(password)
        self.page.get_by_test_id("newcomer-go").click()
        expect(self.row(name)).to_be_visible()
        return self

    def begin(self, name: str, role: str, email: str = "") -> None:
        self.page.get_by_test_id("person-new").click()
        expect(self.page.get_by_test_id("newcomer-name")).to_be_focused()
        self.page.get_by_test_id("newcomer-name").fill(name)
        self.page.get_by_test_id("newcomer-email").fill(email)
        self.pick("newcomer-role", role)

    def close_link(self) -> Self:
        self.page.get_by_test_id("link-close").click()
        expect(self.page.get_by_test_id("link-sheet")).to_have_count(0)
        return self

    def add_group(self, name: str) -> Locator:
        """A new group; its panel."""
        self.page.get_by_test_id("group-new").click()
        self.page.get_by_test_id("group-name").fill(name)
        self.page.get_by_test_id("group-sheet-go").click()
        panel = self.page.get_by_test_id(f"group-{name}")
        expect(panel).to_be_visible()
        return panel

    def add_member(self, group: str, person: str) -> Self:
        self.page.get_by_test_id(f"group-add-{group}").click()
        self.page.get_by_test_id("member-name").fill(person)
        self.page.get_by_role("option", name=person, exact=True).click()
        self.page.get_by_test_id("member-sheet-go").click()
        expect(self.page.get_by_test_id(f"group-{group}").get_by_role("list").first).to_contain_text(person)
        return self

    def give(self, within: Locator, role: str, where: str) -> Self:
        """Give a role from a group's or a person's panel."""
        within.get_by_role("button", name="Give a role").click()
        self.pick("give-role", role)
        self.pick("give-where", where)
        self.page.get_by_test_id("give-go").click()
        expect(within.get_by_text(f"{role} · {where}")).to_be_visible()
        return self

    def make_role(self, name: str, *rights: str) -> Self:
        self.page.get_by_test_id("role-new").click()
        self.page.get_by_test_id("role-name").fill(name)
        for right in rights:
            self.page.get_by_test_id(f"right-{right}").click()
        self.page.get_by_test_id("role-sheet-go").click()
        expect(self.page.get_by_test_id(f"role-{name}")).to_be_visible()
        return self

    def pick(self, field: str, label: str) -> Self:
        """Choose one of several; what lay over the page is gone then."""
        self.page.get_by_test_id(field).click()
        self.page.get_by_role("option", name=label, exact=True).click()
        expect(self.page.get_by_role("option")).to_have_count(0)
        return self


class PersonPage(PeoplePage):
    """One account."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.access = page.get_by_test_id("person-access")
        self.roles = page.get_by_test_id("person-roles")

    def fill(self, **info: str) -> Self:
        for name, value in info.items():
            self.page.get_by_test_id(f"person-{name}").fill(value)
        return self

    def save(self) -> Self:
        self.page.get_by_test_id("person-save").click()
        return self

    def switch(self) -> Self:
        """Disable the account, or enable it."""
        self.page.get_by_test_id("person-switch").click()
        return self

    def confirm(self) -> Self:
        self.page.get_by_test_id("question-confirm").click()
        return self

    def remove(self, typed: str) -> Locator:
        """Ask for the account to be deleted and type this; the button that does it."""
        self.page.get_by_test_id("person-remove").click()
        self.page.get_by_test_id("remove-name").fill(typed)
        return self.page.get_by_test_id("remove-go")


class AuditPage(Frame):
    """The audit log."""

    address = "/audit"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.lines = page.locator("[data-testid^=audit-line-]")
        self.chain = page.get_by_test_id("audit-chain")

    def seek(self, words: str) -> Self:
        self.page.get_by_test_id("audit-search").fill(words)
        return self

    def check(self) -> Self:
        self.page.get_by_test_id("audit-check").click()
        return self

    def export(self, name: str) -> str:
        """The text of the file that a link brings."""
        with self.page.expect_download() as waited:
            self.page.get_by_role("link", name=name).click()
        return waited.value.path().read_text("utf-8-sig")

from datetime import UTC, datetime

from playwright.sync_api import expect

from storage.totp import code_at, step_of
from tests.browser.pages.account import Account
from tests.browser.pages.bell import Bell
from tests.browser.pages.designer import Designer
from tests.browser.pages.gallery_world import PATIENCE, WorldGallery
from tests.browser.pages.login import Login
from tests.browser.pages.people import AuditPage, PeoplePage
from tests.browser.pages.sandboxes import Sandboxes

TABS = ("groups", "roles", "contexts", "tokens", "sessions", "sign_ins")


class TeamGallery(WorldGallery):
    """Walks through what concerns people: their accounts and roles, the audit log, sandboxes, the bell."""

    def people(self, name: str) -> None:
        """All tabs, the sheets over them, and the account of somebody called `name`."""
        page = PeoplePage(self.page).open()
        self.take("people", whole=True)
        for tab in TABS:
            page.tab(tab)
            self.take(f"people-{tab}", whole=True)
        page.tab("users")
        self.page.get_by_test_id("person-new").click()
        expect(self.page.get_by_test_id("newcomer-name")).to_be_focused()
        self.take("people-new")
        page.open()
        one = page.show(name)
        self.take("person", whole=True)
        one.roles.locator("[data-testid^=give-]").first.click()
        expect(self.page.get_by_test_id("give-go")).to_be_visible()
        self.take("person-give")

    def audit(self) -> None:
        log = AuditPage(self.page).open()
        log.check()
        log.lines.locator("summary").first.click()
        self.take("audit")

    def sandboxes(self, flow: str) -> None:
        """`flow` is one that can be taken to another sandbox."""
        page = Sandboxes(self.page).open()
        self.take("sandboxes")
        self.page.get_by_test_id("sandbox-delete-dev").click()
        expect(self.page.get_by_test_id("sandbox-emptying-go")).to_be_visible()
        self.take("sandbox-delete")
        page.open()
        self.page.get_by_test_id("sandbox-chooser").click()
        expect(self.page.locator(".sandbox-menu")).to_be_visible()
        self.take("sandbox-menu")
        Designer(self.page, flow).open()
        self.page.get_by_test_id("promote").click()
        expect(page.itself).to_be_visible()
        self.take("promote")

    def notices(self) -> None:
        """Under the bell, and all of them."""
        bell = Bell(Account(self.page).open().page)
        bell.open()
        expect(bell.unread.first).to_be_visible(timeout=PATIENCE)
        self.take("bell")
        bell.all.click()
        self.page.wait_for_url("**/notices")
        Account(self.page).alive()
        self.take("notices")

    def own_account(self, name: str, password: str) -> None:
        """Of somebody else, who gets a second factor and is asked for it at the next door."""
        account, door = Account(self.page).open(), Login(self.page)
        account.sign_out()
        door.sign_in(name, password)
        account.open()
        self.take("account", whole=True)
        secret = account.begin_second_factor(password)
        self.take("account-factor")
        account.confirm_second_factor(code_at(secret, step_of(datetime.now(UTC))))
        self.take("account-codes")
        account.sign_out()
        door.begin(name, password)
        expect(door.code).to_be_visible()
        self.take("login-second")

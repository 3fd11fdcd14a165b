from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.frame import Frame


class ConnectorList(Frame):
    """The list of connectors, and below it the hosts that are allowed."""

    address = "/connectors"

    def row(self, id: str) -> Locator:
        return self.page.get_by_test_id(f"connector-row-{id}")

    def new(self, kind: str) -> "ConnectorPage":
        self.page.get_by_test_id("connector-new").click()
        self.page.get_by_test_id(f"connector-kind-{kind}").click()
        self.page.wait_for_url(f"**/connectors/new/{kind}")
        return ConnectorPage(self.page).alive()

    def allow(self, host: str) -> None:
        self.page.get_by_test_id("allowed-host").fill(host)
        self.page.get_by_test_id("allowed-host-add").click()

    def disallow(self, host: str) -> None:
        self.allowed(host).get_by_role("button").click()

    def allowed(self, host: str) -> Locator:
        return self.page.get_by_test_id(f"allowed-host-{host}")


class ConnectorPage(Frame):
    """One connector."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.state = page.get_by_test_id("connector-state")
        self.settings = page.get_by_test_id("connector-settings")
        self.endpoint = page.get_by_test_id("endpoint-form")
        self.answer = page.get_by_test_id("try-answer")
        self.problem = page.get_by_test_id("try-problem")
        self.save_button = page.get_by_test_id("connector-save")

    def show(self, id: str) -> Self:
        return self.open(f"/connectors/{id}")

    def setting(self, name: str) -> Locator:
        return self.settings.get_by_test_id(f"setting-{name}")

    def fill(self, **settings: str) -> Self:
        for name, text in settings.items():
            self.setting(name).fill(text)
        return self

    def pick(self, name: str, label: str) -> Self:
        self.setting(name).click()
        self.page.get_by_role("option", name=label, exact=True).click()
        return self

    def add_endpoint(self, name: str, path: str) -> Self:
        self.page.get_by_test_id("endpoint-add").click()
        expect(self.endpoint.get_by_test_id("setting-name")).to_be_focused()
        self.endpoint.get_by_test_id("setting-name").fill(name)
        self.endpoint.get_by_test_id("setting-path").fill(path)
        self.endpoint.get_by_test_id("setting-path").press("Tab")
        expect(self.page.get_by_test_id("endpoints").locator("tr.here")).to_contain_text(path)
        self.page.get_by_test_id("endpoint-done").click()
        expect(self.endpoint).to_have_count(0)
        return self

    def save(self) -> Self:
        self.save_button.click()
        return self

    def saved(self) -> Self:
        expect(self.state).to_have_attribute("data-state", "ok")
        return self

    def send(self, **parameters: str) -> Self:
        for name, text in parameters.items():
            self.page.get_by_test_id(f"try-parameter-{name}").fill(text)
        self.page.get_by_test_id("try-send").click()
        return self

    def keep_sample(self) -> Self:
        self.page.get_by_test_id("try-keep").click()
        return self

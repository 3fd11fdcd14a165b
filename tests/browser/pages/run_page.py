import json
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.pages.frame import Frame


class RunPage(Frame):
    """One run."""

    @property
    def status(self) -> Locator:
        return self.page.get_by_test_id("run-status")

    @property
    def log(self) -> Locator:
        return self.page.get_by_test_id("run-log")

    @property
    def result(self) -> Locator:
        return self.page.get_by_test_id("run-result")

    @property
    def files(self) -> Locator:
        return self.page.get_by_test_id("run-files")

    def tab(self, name: str) -> None:
        """Show `log`, `result`, `files` or, in a dry run, `would`."""
        self.page.get_by_test_id(f"run-tab-{name}").click()

    def step(self, step_id: str) -> Locator:
        return self.page.get_by_test_id(f"run-step-{step_id}")

    def succeeds(self, timeout: float = 30_000) -> None:
        expect(self.status).to_contain_text("Succeeded", timeout=timeout)

    def rows(self) -> list[list[str]]:
        """The result's table, cell by cell."""
        self.tab("result")
        expect(self.result.locator("tbody tr").first).to_be_visible()
        rows = self.result.locator("tbody tr").all()
        return [row.locator("td").all_inner_texts() for row in rows]

    def json(self) -> Any:
        """The whole result."""
        self.tab("result")
        self.page.get_by_test_id("run-result-json").click()
        return json.loads(self.result.locator("pre").inner_text())

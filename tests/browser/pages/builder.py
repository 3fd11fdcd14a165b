from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.designer import Designer
from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.inspector import Inspector
from tests.browser.pages.run_page import RunPage

PATIENCE = 60_000
"""Milliseconds for what reads a whole file."""


class Form(Inspector):
    """The form of one step of the flow that is being built."""

    def fill(self, place: str, text: str) -> Self:
        """Type and go on to the next input, as by the keyboard; offers close."""
        super().fill(place, text)
        self.setting(place).press("Tab")
        return self

    def source(self, name: str, setting: str = "source") -> Self:
        self.setting(setting).fill(name)
        self.setting(setting).press("Enter")
        return self

    def match(self, place: str) -> Self:
        """Fill a mapping into entries with the fields that have the same names."""
        self.setting(f"{place}-match").click()
        return self

    def sample(self, file: Path) -> Self:
        """Choose a sample file; the import's settings are learned from it."""
        self.setting("file-upload").locator("input[type=file]").set_input_files(file)
        expect(self.setting("file-chosen")).to_have_text(file.name, timeout=PATIENCE)
        expect(self.setting("mapping-0-column")).not_to_have_value("", timeout=PATIENCE)
        return self

    def means_missing(self, word: str) -> Self:
        """Accept the hint that a word in the sample means “no value”."""
        hint = self.page.get_by_test_id(f"missing-accept-{word}")
        expect(hint).to_be_visible(timeout=PATIENCE)
        hint.click()
        expect(hint).to_be_hidden(timeout=PATIENCE)
        return self


class Builder(Designer):
    """The designer, used by somebody who builds a flow from nothing, publishes and runs it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.inspector = page.get_by_test_id("inspector")
        self._phase = ""

    def new_flow(self, name: str) -> Self:
        FlowList(self.page).open().new()
        self.page.get_by_test_id("flow-name").fill(name)
        self.page.get_by_test_id("flow-name").press("Enter")
        return self

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add a phase; steps made inside the `with` go there."""
        self._phase = self.add_phase(name)
        yield

    def step(self, step_type: str, name: str) -> Form:
        """Add a step by the palette, name it in the inspector, and give its form."""
        step = self.add_step(self._phase, step_type)
        expect(self.inspector).to_have_attribute("data-step", step)
        form = Form(self.page, "", "")
        form.name.fill(name)
        expect(self.card(step)).to_contain_text(name)
        return form

    def named(self, name: str) -> Locator:
        """The card with this name."""
        return self.cards.filter(has=self.page.locator("strong").get_by_text(name, exact=True))

    def publish(self, note: str) -> Self:
        self.page.get_by_test_id("publish").click()
        self.page.get_by_test_id("publish-note").fill(note)
        self.page.get_by_test_id("publish-confirm").click()
        expect(self.page.get_by_test_id("flow-state")).to_contain_text("live")
        return self

    def run(self, files: dict[str, Path]) -> Self:
        """Answer the run's form with these files and start."""
        self.page.get_by_test_id("run").click()
        sheet = self.page.get_by_test_id("run-form")
        for name, file in files.items():
            self.page.get_by_test_id(f"run-input-{name}").locator("input[type=file]").set_input_files(file)
            chosen = self.page.get_by_test_id(f"run-chosen-{name}")
            expect(chosen).to_have_text(file.name, timeout=PATIENCE)
        self.page.get_by_test_id("run-start").click()
        expect(sheet).to_be_hidden()
        return self

    def open_run(self) -> RunPage:
        """The page of the run that was started here."""
        self.page.get_by_test_id("open-run").click()
        self.page.wait_for_url("**/runs/*")
        return RunPage(self.page).alive()

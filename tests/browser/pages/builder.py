import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.frame import Frame
from tests.browser.pages.run_page import RunPage


class Form:
    """The inspector of the step that was just added."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def setting(self, place: str) -> Locator:
        return self.page.get_by_test_id(f"setting-{place}")

    def fill(self, place: str, text: str) -> Self:
        self.setting(place).fill(text)
        return self

    def add(self, place: str, word: str) -> Self:
        """One entry more in a list of words or fields."""
        self.setting(place).fill(word)
        self.setting(place).press("Enter")
        return self

    def pick(self, place: str, label: str) -> Self:
        self.setting(place).click()
        self.page.get_by_role("option", name=label, exact=True).click()
        return self

    def more(self, place: str) -> Self:
        self.setting(f"{place}-add").click()
        return self

    def source(self, name: str, setting: str = "source") -> Self:
        self.setting(setting).fill(name)
        self.setting(setting).press("Enter")
        return self

    def sample(self, file: Path) -> Self:
        """Choose a sample file; the import's settings are learned from it."""
        self.page.get_by_test_id("setting-file-upload").locator("input[type=file]").set_input_files(file)
        expect(self.page.get_by_test_id("setting-file-chosen")).to_have_text(file.name)
        expect(self.setting("mapping-0-column")).not_to_have_value("")
        return self

    def means_missing(self, word: str) -> Self:
        """Accept the hint that a word in the sample means “no value”."""
        self.page.get_by_test_id(f"missing-accept-{word}").click()
        expect(self.page.get_by_test_id(f"missing-accept-{word}")).to_be_hidden()
        return self


class Started:
    """A run that was started from the designer."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open_page(self) -> "Outcome":
        self.page.get_by_test_id("open-run").click()
        self.page.wait_for_url("**/runs/*")
        return Outcome(self.page).alive()


class Outcome(RunPage):
    def json(self) -> Any:
        """The whole result."""
        self.tab("result")
        self.page.get_by_test_id("run-result-json").click()
        return json.loads(self.result.locator("pre").inner_text())


class Builder(Frame):
    """The designer, used by somebody who builds a flow from nothing."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._phase = ""

    def new_flow(self) -> Self:
        FlowList(self.page).open().new()
        return self

    def named(self, name: str) -> Self:
        self.page.get_by_test_id("flow-name").fill(name)
        self.page.get_by_test_id("flow-name").press("Enter")
        return self

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add a phase; steps made inside the `with` go there."""
        phases = self.page.locator("[data-testid=board] [data-phase]")
        before = phases.count()
        self.page.get_by_test_id("phase-add").click()
        expect(phases).to_have_count(before + 1)
        self._phase = phases.last.get_attribute("data-phase") or ""
        box = self.page.get_by_test_id(f"phase-name-{self._phase}")
        box.fill(name)
        box.press("Enter")
        yield

    def step(self, step_type: str, name: str) -> Form:
        """Add a step by the palette, name it in the inspector, and give its form."""
        self.page.get_by_test_id(f"step-add-{self._phase}").click()
        self.page.get_by_test_id("palette-search").fill(step_type.replace("_", " "))
        self.page.get_by_test_id(f"palette-item-{step_type}").click()
        card = self.page.locator(f"[data-phase='{self._phase}'] [data-step]").last
        expect(card).to_have_class(re.compile("chosen"))
        title = self.page.get_by_test_id("inspector-name")
        title.fill(name)
        title.press("Enter")
        expect(card).to_contain_text(name)
        return Form(self.page)

    def card(self, name: str) -> Locator:
        return self.page.locator("[data-step]").filter(has_text=name)

    def count_of(self, name: str) -> Locator:
        return self.card(name)

    def saved(self) -> Self:
        expect(self.page.get_by_test_id("save-state")).to_contain_text("Saved")
        return self

    def publish(self, note: str) -> Self:
        self.page.get_by_test_id("publish").click()
        self.page.get_by_test_id("publish-note").fill(note)
        self.page.get_by_test_id("publish-confirm").click()
        expect(self.page.get_by_test_id("flow-state")).to_contain_text("live")
        return self

    def run(self, files: dict[str, Path]) -> Started:
        """Answer the run's form with these files and start."""
        self.page.get_by_test_id("run").click()
        for name, file in files.items():
            self.page.get_by_test_id(f"run-input-{name}").locator("input[type=file]").set_input_files(file)
            expect(self.page.get_by_test_id("run-form")).to_contain_text(file.name)
        self.page.get_by_test_id("run-start").click()
        expect(self.page.get_by_test_id("run-form")).to_be_hidden()
        return Started(self.page)

import re
from pathlib import Path
from typing import Self

from playwright.sync_api import Locator, expect

from tests.browser.pages.frame import Frame


class DataList(Frame):
    """The list of components."""

    address = "/data"

    def row(self, id: str) -> Locator:
        return self.page.get_by_test_id(f"component-row-{id}")

    def new(self, name: str) -> "ComponentPage":
        self.page.get_by_test_id("component-new").click()
        self.page.get_by_test_id("component-name").fill(name)
        self.page.get_by_test_id("component-make").click()
        self.page.wait_for_url("**/data/*")
        return ComponentPage(self.page).alive()

    def delete(self, id: str) -> None:
        self.page.get_by_test_id(f"component-delete-{id}").click()
        self.page.get_by_test_id("delete-confirm").click()


class ComponentPage(Frame):
    """One component: its entries and its design."""

    def tab(self, name: str) -> Self:
        self.page.get_by_test_id(f"tab-{name}").click()
        return self

    def show(self, id: str, tab: str = "entries") -> Self:
        return self.open(f"/data/{id}?tab={tab}")

    # The design.

    def add_field(self, name: str, kind: str = "") -> int:
        """A field at the end; `kind` is the word of its type. Gives its line."""
        at = self.page.locator("[data-testid^=field-name-]").count()
        self.page.get_by_test_id("field-add").click()
        expect(self.page.get_by_test_id(f"field-name-{at}")).to_be_focused()
        self.page.get_by_test_id(f"field-name-{at}").fill(name)
        if kind:
            self.retype(at, kind)
        return at

    def retype(self, at: int, kind: str) -> None:
        self.page.get_by_test_id(f"field-type-{at}").click()
        self.page.get_by_role("option", name=re.compile(f"^{kind}")).first.click()
        expect(self.page.get_by_test_id(f"field-type-{at}")).to_have_value(kind)

    def save_design(self, *, confirm: bool = False) -> None:
        self.page.get_by_test_id("design-save").click()
        if confirm:
            self.page.get_by_test_id("change-confirm").click()
        expect(self.page.get_by_test_id("design-state")).to_have_text(re.compile("Saved"))

    # The entries.

    @property
    def rows(self) -> Locator:
        return self.page.get_by_test_id("entries").locator("tbody tr")

    @property
    def count(self) -> Locator:
        return self.page.get_by_test_id("entries-count")

    @property
    def form(self) -> Locator:
        return self.page.get_by_test_id("entry-form")

    def row(self, *texts: str) -> Locator:
        found = self.rows
        for text in texts:
            found = found.filter(has_text=text)
        return found

    def import_file(self, file: Path, known: str = "") -> None:
        self.begin_import(file, known)
        expect(self.page.get_by_test_id("import-close")).to_be_visible(timeout=30_000)

    def begin_import(self, file: Path, known: str = "") -> None:
        self.page.get_by_test_id("entries-import").click()
        self.page.get_by_test_id("import-file").locator("input[type=file]").set_input_files(file)
        if known:
            self.page.get_by_test_id("import-sheet").get_by_role("radio", name=known).click()
        self.page.get_by_test_id("import-start").click()

    def filter(self, field: str, operator: str, value: str) -> None:
        at = self.page.locator("[data-testid^=filter-field-]").count()
        self.page.get_by_test_id("filter-add").click()
        expect(self.page.get_by_test_id(f"filter-field-{at}")).to_be_focused()
        if self._choose(f"filter-field-{at}", field):
            expect(self.page.get_by_test_id(f"filter-operator-{at}")).to_be_focused()
        self._choose(f"filter-operator-{at}", operator)
        self.page.get_by_test_id(f"filter-value-{at}").fill(value)

    def value(self, at: int) -> Locator:
        return self.page.get_by_test_id(f"value-{at}")

    def save(self) -> None:
        self.page.get_by_test_id("entry-save").click()

    def export(self, kind: str) -> Path:
        """The file that comes."""
        with self.page.expect_download() as download:
            self.page.get_by_test_id("entries-export").click()
            self.page.get_by_test_id(f"export-{kind}").click()
        return Path(download.value.path())

    def _choose(self, box: str, words: str) -> bool:
        """Whether it was another one."""
        if self.page.get_by_test_id(box).input_value() == words:
            return False
        self.page.get_by_test_id(box).click()
        self.page.get_by_role("option", name=re.compile(f"^{words}")).first.click()
        expect(self.page.get_by_test_id(box)).to_have_value(words)
        return True

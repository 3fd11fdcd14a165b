from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.designer import Designer
from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.login import Login
from tests.browser.pages.run_page import RunPage

TABS = ("log", "result", "files")


class Gallery:
    """Walks through the places of Étapes and takes a picture of each: `<what>-<lang>-<theme>-<width>.png`."""

    def __init__(self, page: Page, folder: Path, suffix: str) -> None:
        self.page, self.folder, self.suffix = page, folder, suffix
        self.taken: list[str] = []

    def take(self, what: str, *, whole: bool = False, only: Locator | None = None) -> None:
        """What the window shows, the `whole` page with what is below the window, or `only` one place."""
        self.page.mouse.move(2, 2)
        self.page.evaluate("document.fonts.ready")
        file = self.folder / f"{what}-{self.suffix}.png"
        if only:
            only.screenshot(path=file)
        else:
            self.page.screenshot(path=file, full_page=whole)
        self.taken.append(what)

    def login(self) -> None:
        Login(self.page).open()
        self.take("login")

    def list(self) -> None:
        FlowList(self.page).open()
        self.take("list")

    def history(self) -> None:
        RunPage(self.page).open("/runs")
        self.take("history")

    def versions(self, flow: str) -> None:
        RunPage(self.page).open(f"/flows/{flow}/versions")
        self.page.get_by_test_id("version-diff-1").click()
        expect(self.page.get_by_test_id("changes")).to_be_visible()
        self.take("versions")

    def designer(self, flow: str, what: str, chosen: str = "") -> Designer:
        designer = Designer(self.page, flow).open()
        if chosen:
            designer.card(chosen).click()
            expect(self.page.get_by_test_id("inspector")).to_have_attribute("data-step", chosen)
            expect(self.page.locator(".preview-place table, .side table, .side .empty").first).to_be_visible()
        self.take(what)
        return designer

    def problems(self, flow: str) -> None:
        designer = Designer(self.page, flow).open()
        expect(self.page.get_by_test_id("problems")).to_contain_text("dep_dealy")
        designer.card("late").click()
        expect(self.page.get_by_test_id("inspector").get_by_text("dep_dealy").first).to_be_visible()
        self.take("problems")

    def inspector(self, flow: str, *steps: str) -> None:
        """Every form, and the data and help of the last one."""
        designer = Designer(self.page, flow).open()
        for step in steps:
            designer.card(step).click()
            expect(self.page.get_by_test_id("inspector")).to_have_attribute("data-step", step)
            self.take(f"step-{step}")
        for tab in ("data", "help"):
            self.page.get_by_test_id(f"inspector-{tab}").click()
            expect(self.page.get_by_test_id(f"inspector-{tab}")).to_have_attribute("aria-selected", "true")
            expect(self.page.get_by_test_id(f"inspector-{tab}-panel").locator("table, p").first).to_be_visible()
            self.take(f"step-{tab}")

    def palette(self, flow: str, words: str) -> None:
        designer = Designer(self.page, flow).open()
        self.page.get_by_test_id("step-add-prepare").click()
        expect(designer.palette).to_be_visible()
        self.take("palette")
        designer.search.fill(words)
        self.take("palette-search")

    def outline(self, flow: str) -> None:
        Designer(self.page, flow).open()
        self.page.get_by_test_id("outline").click()
        expect(self.page.locator(".board.outline")).to_be_visible()
        self.take("outline")

    def publish(self, flow: str, what: str = "publish") -> None:
        Designer(self.page, flow).open()
        self.page.get_by_test_id("publish").click()
        expect(self.page.get_by_test_id("publish-sheet")).to_be_visible()
        self.take(what)

    def dry_run(self, flow: str, files: dict[str, Path]) -> None:
        Designer(self.page, flow).open()
        self.page.get_by_test_id("dry-run").click()
        expect(self.page.get_by_test_id("run-form")).to_be_visible()
        self.take("run-form")
        for name, file in files.items():
            self.page.get_by_test_id(f"run-input-{name}").locator("input[type=file]").set_input_files(file)
            expect(self.page.get_by_test_id(f"run-chosen-{name}")).to_have_text(file.name)
        self.page.get_by_test_id("run-start").click()
        expect(self.page.get_by_test_id("dock").locator(".pill.ok")).to_be_visible(timeout=30_000)
        self.take("dry-run")
        for tab in ("timeline", "data"):
            self.page.get_by_test_id(f"dock-{tab}").click()
            expect(self.page.get_by_test_id(f"dock-{tab}")).to_have_attribute("aria-selected", "true")
            self.take(f"dry-run-{tab}")

    def running(self, flow: str) -> None:
        """A run that works, in the designer, on its own page and in the history; then it is stopped."""
        Designer(self.page, flow).open()
        self.page.get_by_test_id("run").click()
        expect(self.page.locator(".card .foot.running").last).to_be_visible(timeout=30_000)
        self.take("running")
        self.page.get_by_test_id("open-run").click()
        self.page.wait_for_url("**/runs/*")
        run = RunPage(self.page).alive()
        self.take("run-running")
        self.history()
        self.page.go_back()
        run.alive().page.get_by_test_id("run-cancel").click()
        expect(self.page.get_by_test_id("run-again")).to_be_visible(timeout=30_000)

    def run(self, run: str, what: str) -> None:
        page = RunPage(self.page).open(f"/runs/{run}")
        expect(self.page.locator(".logview-row").first).to_be_visible()
        self.take(what)
        for tab in TABS:
            if page.page.get_by_test_id(f"run-tab-{tab}").count():
                page.tab(tab)
                expect(self.page.get_by_test_id(f"run-tab-{tab}")).to_have_attribute("aria-selected", "true")
                self.take(f"{what}-{tab}")

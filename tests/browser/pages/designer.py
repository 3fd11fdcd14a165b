from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.frame import Frame


class Designer(Frame):
    """The designer of one flow, by its test ids."""

    def __init__(self, page: Page, flow: str = "") -> None:
        super().__init__(page)
        self.address = f"/flows/{flow}"
        self.board = page.get_by_test_id("board")
        self.cards = page.locator("li[data-step]")
        self.phases = page.locator("li[data-phase]")
        self.undo = page.get_by_test_id("undo")
        self.redo = page.get_by_test_id("redo")
        self.save_state = page.get_by_test_id("save-state")
        self.palette = page.get_by_test_id("palette")
        self.search = page.get_by_test_id("palette-search")

    def card(self, step: str) -> Locator:
        return self.page.get_by_test_id(f"step-{step}")

    def open_button(self, step: str) -> Locator:
        """The part of a card that has the keyboard's focus."""
        return self.card(step).locator(".open")

    def steps(self, phase: str) -> list[str | None]:
        cards = self.page.locator(f"li[data-phase='{phase}'] [data-step]").all()
        return [card.get_attribute("data-step") for card in cards]

    def add_phase(self, name: str) -> str:
        before = self.phases.count()
        self.page.get_by_test_id("phase-add").click()
        expect(self.phases).to_have_count(before + 1)
        phase = self.phases.last.get_attribute("data-phase") or ""
        box = self.page.get_by_test_id(f"phase-name-{phase}")
        expect(box).to_be_focused()
        box.fill(name)
        box.press("Enter")
        return phase

    def add_step(self, phase: str, step_type: str) -> str:
        cards = self.page.locator(f"li[data-phase='{phase}'] [data-step]")
        before = cards.count()
        self.page.get_by_test_id(f"step-add-{phase}").click()
        self.page.get_by_test_id(f"palette-item-{step_type}").click()
        expect(cards).to_have_count(before + 1)
        chosen = self.page.locator(f"li[data-phase='{phase}'] .chosen")
        expect(chosen).to_have_count(1)
        return chosen.get_attribute("data-step") or ""

    def saved(self) -> Self:
        expect(self.save_state).to_contain_text("Saved")
        return self

"""Benchmark 6: the board with 50 and 500 steps in Chromium, from the deed to the acknowledged, painted result."""

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from storage.flows import Flows
from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.pages.designer import Designer
from tests.browser.pages.login import Login
from tests.browser.server import Server

pytestmark = pytest.mark.benchmark
ROUNDS = 7
PASSWORD = "a calm long sentence"

MEASURE = """([deed, done]) => new Promise(answer => {
  const begin = performance.now(), act = new Function(deed), over = new Function("return " + done);
  act();
  const look = () => over() ? requestAnimationFrame(() => setTimeout(() => answer(performance.now() - begin)))
                            : setTimeout(look, 1);
  look();
})"""
"""Acts, waits until the server's answer is in the page, then for the frame that shows it."""

BOARD = "document.querySelector('[data-testid=board]').dataset"
ACKNOWLEDGED = f"Number({BOARD}.answered) > window.before"


def document(size: int) -> dict:
    phases = [{"id": f"p{at}", "name": f"Phase {at}", "steps": [
        {"id": f"s{at}-{step}", "type": "distinct", "name": f"Step {at}.{step}",
         "settings": {"source": f"s{at}-{step - 1}"}}
        if step else {"id": f"s{at}-0", "type": "get_empty_model", "name": f"Start {at}", "settings": {}}
        for step in range(25)]} for at in range(size // 25)]  # fmt: skip
    return {"name": f"{size} steps", "inputs": [], "phases": phases}


def test_the_board_answers_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    server = Server(tmp_path / "data", {"ETAPES_ADMIN_USER": "ada", "ETAPES_ADMIN_PASSWORD": PASSWORD})
    try:
        flows = Flows(server.folder / "flows")
        for size in (50, 500):
            flows.create(document(size), "ada", id=f"steps-{size}")
        with sync_playwright() as playwright:
            figures = {size: measured(playwright, server.url, size) for size in (50, 500)}
    finally:
        server.stop()
    with capsys.disabled():
        print(table(figures))
    (tmp_path / "board.json").write_text(json.dumps(figures))
    assert median(figures[500]["open"]) < 1500 * 5  # five times the goal: other work may share this machine
    assert all(median(times) < 100 * 5 for deed, times in figures[500].items() if deed != "open")


def measured(playwright: Playwright, url: str, size: int, flow: str = "") -> dict[str, list[float]]:
    """Milliseconds per deed, on a flow of its own: what is deleted once is gone."""
    browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=FLAGS)
    context = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    Login(page).open().sign_in("ada", PASSWORD)
    designer = Designer(page, flow or f"steps-{size}")
    found = {"open": [opened(designer, size) for _ in range(3)]}
    for deed, act in DEEDS.items():
        found[deed] = []
        for at in range(ROUNDS):
            designer.saved()
            found[deed].append(act(page, at))
    browser.close()
    return found


def opened(designer: Designer, size: int) -> float:
    """From the address to the last card, in ms by the page's own clock."""
    designer.page.goto(designer.address, wait_until="commit")
    designer.page.wait_for_function("size => document.querySelectorAll('li[data-step]').length === size", arg=size)
    designer.page.wait_for_function("window.did_handshake")
    return designer.page.evaluate("new Promise(done => requestAnimationFrame(() => done(performance.now())))")


def timed(page: Page, deed: str, done: str) -> float:
    """One deed, from when it is done to when its answer is painted."""
    page.evaluate(f"window.before = Number({BOARD}.answered)")
    return page.evaluate(MEASURE, [deed, f"{ACKNOWLEDGED} && ({done})"])


def add(page: Page, at: int) -> float:
    page.get_by_test_id("step-add-p1").click()
    page.get_by_test_id("palette-item-filter_source").wait_for()
    page.evaluate("window.cards = document.querySelectorAll('li[data-step]').length")
    return timed(page, "document.querySelector('[data-testid=palette-item-filter_source]').click()",
                 "document.querySelectorAll('li[data-step]').length > window.cards")  # fmt: skip


def rename(page: Page, at: int) -> float:
    page.get_by_test_id(f"step-s0-{at + 3}").locator("strong").dblclick()
    box = page.get_by_test_id(f"step-name-s0-{at + 3}")
    box.fill(f"Renamed {at}")
    box.evaluate("box => window.box = box")
    shown = f"document.querySelector('[data-testid=step-s0-{at + 3}] strong')?.textContent"
    enter = "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})"
    return timed(page, f"window.box.dispatchEvent({enter})", f"{shown} === 'Renamed {at}'")


def delete(page: Page, at: int) -> float:
    return timed(page, f"document.querySelector('[data-testid=step-delete-s1-{at + 3}]').click()",
                 f"!document.querySelector('[data-testid=step-s1-{at + 3}]')")  # fmt: skip


def move(page: Page, at: int) -> float:
    page.evaluate(f"document.querySelector('[data-testid=step-s0-{at + 12}] .open').focus()")
    key = "{key: 'ArrowRight', altKey: true, bubbles: true}"
    return timed(page, f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key}))",
                 f"document.querySelector('[data-phase=p1] [data-testid=step-s0-{at + 12}]')")  # fmt: skip


DEEDS: dict[str, Callable[[Page, int], float]] = {"add": add, "rename": rename, "delete": delete, "move": move}


def table(figures: dict[int, dict[str, list[float]]]) -> str:
    names = ("open", *DEEDS)
    lines = ["", "| board, ms median/max | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for size, found in figures.items():
        cells = [f"{median(found[name]):.0f}/{max(found[name]):.0f}" for name in names]
        lines.append(f"| {size} steps | " + " | ".join(cells) + " |")
    return "\n".join(lines)

"""axe finds nothing serious or critical on any page, light and dark; all of it works at 1024 pixels."""

from collections.abc import Callable
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from storage.people import People
from tests.browser import pictured
from tests.browser.conftest import NAME, PASSWORD
from tests.browser.pages.account import Account
from tests.browser.pages.designer import Designer
from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.login import Login
from tests.browser.pages.run_page import RunPage
from tests.browser.server import Server

THEMES = ("light", "dark")


def graver(page: Page, within: str | None = None) -> list[str]:
    """The violations that are serious or critical, each with its first place; of a page at rest.

    `within` looks at one place alone: behind a modal sheet nothing can be read, and axe takes the shade for paper.
    """
    page.wait_for_function("!document.querySelector('[class*=-enter-active], [class*=-leave-active]')")
    found = Axe().run(page, context=within).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['any'][:1]}" for one in found
            if one["impact"] in ("serious", "critical")]  # fmt: skip


def paint(page: Page, theme: str, base_url: str) -> None:
    page.context.add_cookies([{"name": "etapes_theme", "value": theme, "url": base_url}])


def wide_enough(page: Page) -> bool:
    page.set_viewport_size({"width": 1024, "height": 768})
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("theme", THEMES)
def test_the_door(page: Page, theme: str, base_url: str):
    paint(page, theme, base_url)
    login = Login(page).open()
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    assert graver(page) == []
    login.name.fill("nobody")
    login.password.fill("wrong password")
    login.go.click()
    expect(login.problem).to_be_visible()
    assert graver(page) == []
    assert wide_enough(page)


@pytest.mark.parametrize("theme", THEMES)
def test_ones_own_account_and_the_pages_behind_links(signed_in: Page, server: Server, theme: str, base_url: str):
    paint(signed_in, theme, base_url)
    account = Account(signed_in).open()
    account.begin_second_factor(PASSWORD)
    assert graver(signed_in) == []
    assert wide_enough(signed_in)
    with closing(People(server.folder / "people.sqlite")) as people:
        links = {purpose: people.links.make(people.person(NAME).id, purpose) for purpose in ("reset", "confirm")}
    for purpose, secret in {**links, "invitation": "void"}.items():
        signed_in.goto(f"/{purpose}/{secret}")
        assert graver(signed_in) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_list_the_history_and_a_run(signed_in: Page, theme: str, base_url: str):
    paint(signed_in, theme, base_url)
    flows = FlowList(signed_in).open()
    assert graver(signed_in) == []
    assert wide_enough(signed_in)
    run = flows.run("Which cities still owe us?")
    run.succeeds()
    assert graver(signed_in) == []
    for tab in ("result", "files"):
        run.tab(tab)
        assert graver(signed_in) == []
    assert wide_enough(signed_in)
    RunPage(signed_in).open("/runs")
    assert graver(signed_in) == []
    assert wide_enough(signed_in)


@pytest.mark.parametrize("theme", THEMES)
def test_the_designer(signed_in: Page, put_flow: Callable[..., str], theme: str, base_url: str):
    paint(signed_in, theme, base_url)
    Designer(signed_in, put_flow({"name": "Empty", "inputs": [], "phases": []}, publish=False)).open()
    assert graver(signed_in) == []
    job = pictured.main_job("en", "", "")
    designer = Designer(signed_in, put_flow(pictured.with_problems(job), publish=False)).open()
    expect(signed_in.get_by_test_id("problems")).to_contain_text("dep_dealy")
    assert graver(signed_in) == []
    for step in ("flights", "late", "speed"):
        designer.card(step).click()
        expect(signed_in.get_by_test_id("inspector")).to_have_attribute("data-step", step)
        assert graver(signed_in) == []
    signed_in.get_by_test_id("step-add-prepare").click()
    expect(designer.palette).to_be_visible()
    assert graver(signed_in) == []
    signed_in.keyboard.press("Escape")
    signed_in.get_by_test_id("publish").click()
    expect(signed_in.get_by_test_id("publish-sheet")).to_be_visible()
    assert graver(signed_in) == []
    assert wide_enough(signed_in)


@pytest.mark.parametrize("theme", THEMES)
def test_a_run_beside_the_board_and_its_form(signed_in: Page, put_flow: Callable[..., str], theme: str, base_url: str):
    paint(signed_in, theme, base_url)
    asking = {"id": "given", "type": "get_action_model", "name": "Given", "settings": {"fields": [{"name": "n"}]}}
    phases = [{"id": "p", "name": "All", "steps": [asking, pictured.step("out", "write_response", "")]}]
    Designer(signed_in, put_flow({"name": "Asks", "inputs": [], "phases": phases})).open()
    signed_in.get_by_test_id("run").click()
    expect(signed_in.get_by_test_id("run-form")).to_be_visible()
    assert graver(signed_in) == []
    signed_in.get_by_test_id("run-start").click()
    dock = signed_in.get_by_test_id("dock")
    expect(dock.locator(".pill.ok")).to_be_visible()
    for tab in ("log", "timeline", "data"):
        signed_in.get_by_test_id(f"dock-{tab}").click()
        assert graver(signed_in) == []


def test_the_keyboard_goes_straight_to_the_content(signed_in: Page):
    FlowList(signed_in).open()
    signed_in.keyboard.press("Tab")
    expect(signed_in.get_by_role("link", name="Skip to the content")).to_be_focused()
    signed_in.keyboard.press("Enter")
    expect(signed_in.locator("#content")).to_be_focused()


RING = """() => { const here = document.activeElement, around = here.closest(".box, .card, .q-field__control");
  const places = [here, here.parentElement, around];
  const ring = (place) => place && getComputedStyle(place).outlineStyle !== "none";
  return here === document.body || places.some(ring) ? null : here.dataset.testid ?? here.outerHTML; }"""


def test_what_has_the_keyboards_focus_is_seen(signed_in: Page, put_flow: Callable[..., str]):
    designer = Designer(signed_in, put_flow(pictured.main_job("en", "", ""), publish=False)).open()
    designer.open_button("late").click()
    expect(signed_in.get_by_test_id("inspector")).to_have_attribute("data-step", "late")
    signed_in.get_by_test_id("inspector-name").focus()
    unseen = []
    for _ in range(32):
        signed_in.keyboard.press("Tab")
        unseen.append(signed_in.evaluate(RING))
    assert [one for one in unseen if one] == []


BEHIND = "document.activeElement !== document.body && !document.activeElement.closest('[aria-modal=true]')"


def test_what_lies_behind_a_sheet_hears_no_key(signed_in: Page, put_flow: Callable[..., str]):
    designer = Designer(signed_in, put_flow(pictured.waits("en"), publish=False)).open()
    designer.card("answer").click()
    publish = signed_in.get_by_test_id("publish")
    publish.click()
    sheet = signed_in.get_by_role("dialog", name="Publish")
    expect(sheet).to_have_attribute("aria-modal", "true")
    behind = []
    for key in (*["Tab"] * 12, *["Shift+Tab"] * 12, "Delete", "ArrowUp", "Control+z"):
        signed_in.keyboard.press(key)
        behind.append(signed_in.evaluate(BEHIND))
    assert not any(behind)
    signed_in.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(publish).to_be_focused()
    expect(designer.cards).to_have_count(3)

"""A flow is drawn by mouse or by keyboard alone, and nobody's work is lost on the way."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import count
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from storage.flows import Flows
from tests.browser.pages.designer import Designer
from tests.browser.server import Server

Draw = Callable[..., Designer]
NUMBERS = count(1)

FLOW: dict[str, Any] = {"name": "Late flights", "inputs": [], "phases": [
    {"id": "read", "name": "Read", "steps": [
        {"id": "flights", "type": "get_action_model", "name": "Flights", "settings": {
            "fields": [{"name": "delay", "type": "number"}]}},
        {"id": "other", "type": "get_empty_model", "name": "Other", "settings": {}}]},
    {"id": "prepare", "name": "Prepare", "steps": [
        {"id": "late", "type": "filter_source", "name": "Left late", "settings": {
            "source": "flights", "conditions": [{"field": "delay", "operator": "greater", "value": 15}]}},
        {"id": "once", "type": "distinct", "name": "Once", "settings": {"source": "late"}}]},
    {"id": "out", "name": "Out", "steps": [
        {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"source": "once"}}]},
]}  # fmt: skip


@pytest.fixture
def flows(server: Server) -> Iterator[Flows]:
    return Flows(server.folder / "flows")


@pytest.fixture
def draw(flows: Flows, signed_in: Page) -> Draw:
    """Put a document into the store and open it."""

    def opened(document: dict[str, Any] = FLOW) -> Designer:
        flow = f"drawn-{next(NUMBERS)}"
        flows.create(deepcopy(document), "ada", id=flow)
        return Designer(signed_in, flow).open()

    return opened


def kept(flows: Flows, designer: Designer) -> dict[str, Any]:
    """The document that is on the disk once the page says so."""
    designer.saved()
    return flows.get(designer.address.split("/")[-1]).document


def test_a_flow_is_drawn_with_the_mouse(draw: Draw, flows: Flows):
    designer = draw({"name": "New", "inputs": [], "phases": []})
    read = designer.add_phase("Read")
    first = designer.add_step(read, "get_empty_model")
    out = designer.add_phase("Out")
    answer = designer.add_step(out, "write_response")
    phases = kept(flows, designer)["phases"]
    assert [(phase["name"], [step["type"] for step in phase["steps"]]) for phase in phases] == [
        ("Read", ["get_empty_model"]), ("Out", ["write_response"])]  # fmt: skip
    assert phases[1]["steps"][0] == {"id": answer, "type": "write_response", "name": "", "settings": {"source": first}}


def test_a_flow_is_drawn_with_the_keyboard_alone(draw: Draw, flows: Flows):
    designer = draw({"name": "New", "inputs": [], "phases": []})
    keys = designer.page.keyboard
    designer.page.get_by_test_id("phase-add").focus()
    keys.press("Enter")
    expect(designer.phases.first.locator("input")).to_be_focused()
    keys.type("Read")
    keys.press("ArrowDown")
    keys.press("a")
    keys.type("empty model")
    keys.press("Enter")
    expect(designer.cards).to_have_count(1)
    expect(designer.cards.first.locator(".open")).to_be_focused()
    keys.press("Insert")
    keys.type("duplicates")
    expect(designer.palette).to_contain_text("Distinct")
    keys.press("Enter")
    expect(designer.cards.nth(1).locator(".open")).to_be_focused()
    keys.press("F2")
    keys.type("Only once")
    keys.press("Enter")
    expect(designer.cards.nth(1)).to_contain_text("Only once")
    keys.press("Alt+ArrowUp")
    expect(designer.cards.first).to_contain_text("Only once")
    expect(designer.cards.first.locator(".open")).to_be_focused()
    keys.press("Delete")
    expect(designer.cards).to_have_count(1)
    keys.press("Control+z")
    expect(designer.cards).to_have_count(2)
    [phase] = kept(flows, designer)["phases"]
    assert (phase["name"], [step["name"] for step in phase["steps"]]) == ("Read", ["Only once", ""])


def test_arrows_go_from_card_to_card_and_carry_them(draw: Draw, flows: Flows):
    designer = draw()
    keys = designer.page.keyboard
    designer.open_button("flights").focus()
    for key, step in (("ArrowRight", "late"), ("ArrowDown", "once"), ("ArrowRight", "answer"), ("ArrowLeft", "late")):
        keys.press(key)
        expect(designer.open_button(step)).to_be_focused()
    keys.press("Alt+ArrowRight")
    expect(designer.open_button("late")).to_be_focused()
    assert designer.steps("out") == ["late", "answer"]
    document = kept(flows, designer)
    assert document["phases"][2]["steps"][0]["settings"]["source"] == "flights"


def test_cards_are_dragged_within_and_between_phases(draw: Draw, flows: Flows):
    designer = draw()
    designer.card("flights").drag_to(designer.card("other"))
    assert designer.steps("read") == ["other", "flights"]
    designer.card("once").drag_to(designer.card("answer"))
    assert (designer.steps("prepare"), designer.steps("out")) == (["late"], ["once", "answer"])
    document = kept(flows, designer)
    assert [step["id"] for step in document["phases"][2]["steps"]] == ["once", "answer"]
    expect(designer.card("once")).not_to_have_class("chosen")


def test_escape_takes_a_drag_back(draw: Draw):
    designer = draw()
    designer.card("flights").hover()
    designer.page.mouse.down()
    designer.card("answer").hover()
    expect(designer.page.locator(".drop-line")).to_be_visible()
    designer.page.keyboard.press("Escape")
    designer.page.mouse.up()
    expect(designer.page.locator(".drop-line")).to_have_count(0)
    assert designer.steps("read") == ["flights", "other"]


def test_phases_are_renamed_in_place_deleted_and_brought_back(draw: Draw, flows: Flows):
    designer = draw()
    name = designer.page.get_by_test_id("phase-name-prepare")
    name.fill("Make ready")
    name.press("Enter")
    designer.page.get_by_test_id("phase-delete-prepare").click()
    expect(designer.phases).to_have_count(2)
    designer.page.get_by_test_id("toast-undo").click()
    expect(designer.phases).to_have_count(3)
    assert kept(flows, designer)["phases"][1]["name"] == "Make ready"


def test_deleting_a_step_offers_to_connect_its_readers(draw: Draw, flows: Flows):
    designer = draw()
    designer.page.get_by_test_id("step-delete-late").click()
    expect(designer.card("once")).to_contain_text("late")
    designer.page.get_by_test_id("toast-connect").click()
    expect(designer.card("once").locator(".told")).to_have_text("reads Flights")
    assert kept(flows, designer)["phases"][1]["steps"][0]["settings"]["source"] == "flights"


def test_a_step_is_switched_off_and_its_eye_says_so(draw: Draw, flows: Flows):
    designer = draw()
    eye = designer.page.get_by_test_id("step-eye-late")
    eye.click()
    expect(eye).to_have_attribute("aria-pressed", "false")
    assert kept(flows, designer)["phases"][1]["steps"][0]["enabled"] is False


def test_undo_and_redo_walk_through_the_work(draw: Draw):
    designer = draw()
    expect(designer.undo).to_be_disabled()
    designer.page.get_by_test_id("step-delete-answer").click()
    expect(designer.card("answer")).to_have_count(0)
    designer.undo.click()
    expect(designer.card("answer")).to_be_visible()
    expect(designer.undo).to_be_disabled()
    designer.redo.click()
    expect(designer.card("answer")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "found"), [("where", "filter_source"), ("où", "filter_source"), ("DEDOUBL", "distinct")]
)
def test_the_palette_knows_the_words_of_both_languages(draw: Draw, query: str, found: str):
    designer = draw()
    designer.page.get_by_test_id("step-add-prepare").click()
    designer.search.fill(query)
    expect(designer.page.get_by_test_id(f"palette-item-{found}")).to_be_visible()
    designer.search.press("Escape")
    expect(designer.palette).to_have_count(0)
    expect(designer.page.get_by_test_id("step-add-prepare")).to_be_focused()


def test_the_palette_suggests_for_the_place_and_says_when_nothing_is_found(draw: Draw):
    designer = draw()
    designer.page.get_by_test_id("step-add-prepare").click()
    expect(designer.palette).to_contain_text("Suggested after “Once”")
    expect(designer.palette).to_contain_text("User contexts")
    designer.search.fill("xyzzy")
    expect(designer.palette).to_contain_text("No step for “xyzzy”")


def test_the_language_switches_without_losing_work(draw: Draw):
    designer = draw()
    designer.card("late").click()
    designer.page.get_by_test_id("step-delete-answer").click()
    designer.language.click()
    expect(designer.page.get_by_test_id("step-add-out")).to_contain_text("Ajouter étape")
    expect(designer.card("late")).to_contain_text("Filtrer la source")
    expect(designer.card("answer")).to_have_count(0)
    designer.undo.click()
    expect(designer.card("answer")).to_be_visible()
    designer.language.click()
    expect(designer.page.get_by_test_id("step-add-out")).to_contain_text("Add step")


def test_the_outline_says_in_words_who_reads_whom(draw: Draw):
    designer = draw()
    designer.page.get_by_test_id("outline").click()
    told = designer.card("once").locator(".told")
    expect(told).to_have_text("reads Left late")
    expect(told).to_have_css("position", "static")  # seen, not for screen readers alone
    box = told.bounding_box()
    assert box
    assert box["width"] > 50


def test_the_second_writer_is_refused_and_chooses(draw: Draw, flows: Flows, signed_in: Page):
    mine = draw()
    theirs = Designer(signed_in.context.new_page(), mine.address.split("/")[-1]).open()
    theirs.page.get_by_test_id("step-eye-late").click()
    theirs.saved()
    expect(mine.page.get_by_test_id("news")).to_contain_text("ada")
    mine.page.get_by_test_id("step-delete-answer").click()
    sheet = mine.page.get_by_role("dialog")
    expect(sheet).to_contain_text("“Left late” is switched off.")
    expect(mine.save_state).to_contain_text("Not saved")
    sheet.get_by_test_id("take-theirs").click()
    expect(mine.card("late")).to_have_class("card transform off")
    expect(mine.card("answer")).to_be_visible()
    mine.undo.click()
    expect(mine.card("answer")).to_have_count(0)
    document = kept(flows, mine)
    assert "enabled" not in document["phases"][1]["steps"][0]
    assert document["phases"][2]["steps"] == []


def test_publishing_says_what_changes_and_versions_come_back(draw: Draw, flows: Flows):
    designer = draw()
    page = designer.page
    page.get_by_test_id("publish").click()
    expect(page.get_by_test_id("publish-sheet")).to_contain_text("Publish version 1?")
    page.get_by_test_id("publish-note").fill("The beginning")
    page.get_by_test_id("publish-confirm").click()
    expect(page.get_by_test_id("flow-state")).to_have_text("Version 1 is live")
    page.get_by_test_id("step-delete-once").click()
    page.get_by_test_id("toast-connect").click()
    expect(page.get_by_test_id("flow-state")).to_have_text("Draft · v1 is live")
    page.get_by_test_id("publish").click()
    expect(page.get_by_test_id("changes")).to_contain_text("The step “Once” is gone.")
    page.get_by_test_id("publish-confirm").click()
    expect(page.get_by_test_id("flow-state")).to_have_text("Version 2 is live")
    page.get_by_test_id("versions").click()
    expect(page.get_by_test_id("version-1")).to_contain_text("The beginning")
    expect(page.get_by_test_id("version-2")).to_contain_text("live")
    page.get_by_test_id("version-diff-2").click()
    expect(page.get_by_test_id("changes")).to_contain_text("The step “Once” is gone.")
    page.get_by_test_id("version-rollback-1").click()
    page.get_by_test_id("version-confirm").click()
    expect(page.get_by_test_id("version-3")).to_contain_text("live")
    page.get_by_test_id("version-restore-2").click()
    expect(page.get_by_role("status").filter(has_text="Version 2 is now in the draft")).to_be_visible()
    designer.open()
    expect(designer.card("once")).to_have_count(0)


def test_problems_stand_in_the_way_and_lead_to_their_place(draw: Draw):
    document = deepcopy(FLOW)
    document["phases"][1]["steps"][0]["settings"]["conditions"][0]["field"] = "dealy"
    designer = draw(document)
    page = designer.page
    expect(page.get_by_test_id("problems")).to_contain_text("delay")
    expect(designer.card("late").locator(".foot")).to_contain_text("dealy")
    page.get_by_test_id("publish").click()
    sheet = page.get_by_test_id("publish-problems")
    expect(sheet).to_contain_text("Left late")
    sheet.get_by_role("button").first.click()
    expect(designer.card("late")).to_have_class("card transform chosen")
    expect(page.get_by_test_id("publish-sheet")).to_have_count(0)


def test_an_input_that_an_import_names_is_declared_with_one_click(draw: Draw, flows: Flows):
    asking = {
        "id": "file",
        "type": "import_file",
        "name": "Table",
        "settings": {"file": {"from": "input", "name": "t"}},
    }
    designer = draw({"name": "Asks", "inputs": [], "phases": [{"id": "p", "name": "Read", "steps": [asking]}]})
    designer.page.get_by_test_id("input-declare-t").click()
    expect(designer.page.get_by_test_id("input-0-name")).to_have_value("t")
    assert kept(flows, designer)["inputs"] == [{"name": "t", "type": "file", "required": True}]


def test_five_hundred_steps_are_drawn_and_edited(draw: Draw, flows: Flows):
    phases = [{"id": f"p{p}", "name": f"Phase {p}", "steps": [
        {"id": f"s{p}-{s}", "type": "distinct", "name": f"Step {p}.{s}", "settings": {}} for s in range(25)]}
        for p in range(20)]  # fmt: skip
    designer = draw({"name": "Long", "inputs": [], "phases": phases})
    expect(designer.cards).to_have_count(500)
    designer.page.get_by_test_id("step-delete-s0-3").click()
    expect(designer.cards).to_have_count(499)
    added = designer.add_step("p19", "filter_source")
    assert kept(flows, designer)["phases"][19]["steps"][-1]["id"] == added


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_grave_on_the_designer(draw: Draw, signed_in: Page, base_url: str, theme: str):
    signed_in.context.add_cookies([{"name": "etapes_theme", "value": theme, "url": base_url}])
    designer = draw()
    page = designer.page
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    assert graver(page) == []
    designer.card("late").click()
    expect(page.get_by_test_id("inspector")).to_contain_text("Source step")
    page.get_by_test_id("step-eye-once").click()
    page.get_by_test_id("step-add-prepare").click()
    expect(designer.palette).to_be_visible()
    assert graver(page) == []
    page.keyboard.press("Escape")
    page.get_by_test_id("step-eye-once").click()
    page.get_by_test_id("publish").click()
    expect(page.get_by_test_id("publish-sheet")).to_be_visible()
    assert graver(page) == []


def graver(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")
    ]

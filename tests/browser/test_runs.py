"""A run as people watch it: what it asks, how it goes, what it says and gives, and its place in the history."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.pages.flow_list import FlowList
from tests.browser.pages.frame import Frame
from tests.browser.pages.run_page import RunPage

PutFlow = Callable[[dict], str]
ASKING = {
    "name": "Asks for an amount",
    "phases": [{"id": "p", "name": "All", "steps": [
        {"id": "given", "type": "get_action_model", "name": "Given", "settings": {
            "fields": [{"name": "amount", "type": "number", "required": True}], "validate": True}},
        {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"source": "given", "shape": "list"}},
    ]}],
}  # fmt: skip
READING = {
    "name": "Reads a file",
    "inputs": [{"name": "cities", "type": "file", "required": True}],
    "phases": [{"id": "p", "name": "All", "steps": [
        {"id": "read", "type": "import_file", "name": "Read", "settings": {
            "file": {"from": "input", "name": "cities"}, "file_type": "csv", "separator": ",", "mapping": [
                {"column": "city", "field": "city", "type": "string"},
                {"column": "people", "field": "people", "type": "integer"}]}},
        {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"source": "read", "shape": "list"}},
    ]}],
}  # fmt: skip


@pytest.fixture
def start(signed_in: Page) -> Callable[[str], Page]:
    def press_run(name: str) -> Page:
        flows = FlowList(signed_in).open()
        signed_in.get_by_test_id(f"flow-run-{flows.id_of(name)}").click()
        return signed_in

    return press_run


def test_a_flow_that_wants_a_model_asks_for_it_and_names_what_is_wrong(put_flow: PutFlow, start: Callable[[str], Page]):
    put_flow(ASKING)
    page = start(ASKING["name"])
    model = page.get_by_test_id("run-model")
    expect(model).to_have_value(json.dumps({"amount": 0}, indent=2))
    model.fill('{"amount": 12')
    page.get_by_test_id("run-start").click()
    expect(page.get_by_test_id("run-form-problems")).to_contain_text("no valid JSON (line 1")
    model.fill('[{"amount": 12}, {"amount": 30}]')
    page.get_by_test_id("run-start").click()
    page.wait_for_url("**/runs/*")
    run = RunPage(page).alive()
    run.succeeds()
    assert run.rows() == [["12"], ["30"]]
    run.page.get_by_test_id("run-result-json").click()
    expect(run.result).to_contain_text('"amount": 30')


PASTE = """(box, items) => {
  const text = JSON.stringify(Array.from({length: items}, (_, n) => ({amount: n, more: "x".repeat(80)})));
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  box.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
  return text.length;
}"""


def test_a_model_of_megabytes_can_be_pasted(put_flow: PutFlow, start: Callable[[str], Page]):
    put_flow(ASKING | {"name": "Takes a long model"})
    page = start("Takes a long model")
    assert page.get_by_test_id("run-model").evaluate(PASTE, 50_000) > 5_000_000
    expect(page.get_by_test_id("run-model-sent")).to_contain_text("pasted.json")
    expect(page.get_by_test_id("run-model")).to_be_hidden()
    page.get_by_test_id("run-start").click()
    page.wait_for_url("**/runs/*")
    run = RunPage(page).alive()
    run.succeeds()
    expect(run.step("given")).to_contain_text("50,000")


def test_a_paste_that_is_too_long_is_refused_in_words(put_flow: PutFlow, signed_in: Page):
    page = Frame(signed_in).open(f"/flows/{put_flow(ASKING | {'name': 'Short'})}").page
    page.get_by_test_id("flow-name").evaluate(PASTE, 50_000)
    expect(page.get_by_text("It does not fit through the connection.")).to_be_visible()
    expect(page.get_by_test_id("flow-name")).to_have_value("Short")


def test_a_file_is_asked_for_and_read(put_flow: PutFlow, start: Callable[[str], Page], tmp_path: Path):
    put_flow(READING)
    page = start(READING["name"])
    page.get_by_test_id("run-start").click()
    expect(page.get_by_test_id("run-form-problems")).to_contain_text("needs a file for “cities”")
    (tmp_path / "cities.csv").write_text("city,people\nLille,236710\nLyon,522250\n")
    page.locator("input[type=file]").set_input_files(tmp_path / "cities.csv")
    expect(page.get_by_test_id("run-chosen-cities")).to_have_text("cities.csv")
    page.get_by_test_id("run-start").click()
    page.wait_for_url("**/runs/*")
    run = RunPage(page).alive()
    run.succeeds()
    assert run.rows() == [["Lille", "236,710"], ["Lyon", "522,250"]]


def test_run_waits_for_a_file_that_is_still_on_its_way(put_flow: PutFlow, start: Callable[[str], Page], tmp_path: Path):
    put_flow(READING | {"name": "Reads a slow file"})
    page = start("Reads a slow file")
    held: list[Route] = []
    page.route("**/_nicegui/client/*/upload/*", lambda route: held.append(route))  # noqa: PLW0108 - a builtin takes no wrapper
    (tmp_path / "cities.csv").write_text("city,people\nLille,236710\n")
    page.locator("input[type=file]").set_input_files(tmp_path / "cities.csv")
    go, waits = page.get_by_test_id("run-start"), page.get_by_test_id("run-waits")
    expect(waits).to_contain_text("file of “cities”")
    expect(go).to_be_disabled()
    held[0].continue_()
    expect(page.get_by_test_id("run-chosen-cities")).to_have_text("cities.csv")
    expect(waits).to_be_hidden()
    go.click()
    page.wait_for_url("**/runs/*")
    RunPage(page).alive().succeeds()


def test_a_failed_run_says_which_step_and_why_and_can_be_run_again(put_flow: PutFlow, start, tmp_path: Path):
    put_flow(READING | {"name": "Reads a bad file"})
    page = start("Reads a bad file")
    (tmp_path / "cities.csv").write_text("city,people\nLille,many\n")
    page.locator("input[type=file]").set_input_files(tmp_path / "cities.csv")
    expect(page.get_by_test_id("run-chosen-cities")).to_have_text("cities.csv")
    page.get_by_test_id("run-start").click()
    page.wait_for_url("**/runs/*")
    run = RunPage(page).alive()
    expect(run.status).to_contain_text("Failed", timeout=20_000)
    problem = page.get_by_test_id("run-problem").first
    expect(problem).to_contain_text("Read")
    expect(problem).to_contain_text("many")
    expect(run.log).to_contain_text("The run failed")
    first = page.url
    page.get_by_test_id("run-again").click()
    page.wait_for_url(lambda url: "/runs/" in url and url != first)
    expect(RunPage(page).alive().status).to_contain_text("Failed", timeout=20_000)


def test_the_history_keeps_every_run_and_filters(put_flow: PutFlow, start: Callable[[str], Page]):
    flow = put_flow(ASKING | {"name": "For the history"})
    page = start("For the history")
    page.get_by_test_id("run-model").fill('{"amount": 1}')
    page.get_by_test_id("run-start").click()
    page.wait_for_url("**/runs/*")
    run_id = page.url.rsplit("/", 1)[1]
    RunPage(page).alive().succeeds()
    Frame(page).open(f"/runs?flow={flow}")
    expect(page.get_by_test_id(f"run-row-{run_id}")).to_contain_text("Succeeded")
    expect(page.locator("[data-testid^=run-row-]")).to_have_count(1)
    Frame(page).open(f"/runs?flow={flow}&status=failed")
    expect(page.get_by_text("No run is like that")).to_be_visible()


def test_the_language_of_a_log_changes_with_the_page(put_flow: PutFlow, start: Callable[[str], Page]):
    put_flow(ASKING | {"name": "In two languages"})
    page = start("In two languages")
    page.get_by_test_id("run-model").fill('{"amount": 1}')
    page.get_by_test_id("run-start").click()
    page.wait_for_url("**/runs/*")
    run = RunPage(page).alive()
    run.succeeds()
    run.language.click()
    expect(run.status).to_contain_text("Réussie")
    expect(run.log).to_contain_text("L’exécution a réussi")
    expect(page.get_by_test_id("run-tab-result")).to_have_text("Résultat")
    run.language.click()
    expect(run.log).to_contain_text("The run succeeded")


def test_a_log_of_100_000_lines_does_not_stall_the_page(server, signed_in: Page, long_log: Callable[[int], str]):
    run = RunPage(signed_in).open(f"/runs/{long_log(100_000)}")
    expect(run.log).to_contain_text("line 99999", timeout=20_000)
    took = signed_in.evaluate("""async () => {
        const began = performance.now();
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        return performance.now() - began; }""")
    assert took < 500
    signed_in.get_by_test_id("log-search").fill("line 99998")
    expect(signed_in.locator(".logview-row")).to_have_count(1)
    signed_in.get_by_test_id("log-search").fill("line 4321")
    expect(signed_in.locator(".logview-row").first).to_contain_text("line 4321")
    signed_in.get_by_test_id("log-search").fill("")
    signed_in.get_by_test_id("log-level").select_option("warning")
    expect(signed_in.locator(".logview-row").first).to_contain_text("Warning")

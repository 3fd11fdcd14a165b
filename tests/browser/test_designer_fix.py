"""A source that cannot be read any more is mended with one click."""

from playwright.sync_api import Page, expect

from tests.browser.pages.designer import Designer

FLOW = {"name": "Mended", "phases": [
    {"id": "read", "name": "Read", "steps": [
        {"id": "first", "type": "get_empty_model", "name": "First", "settings": {}},
        {"id": "once", "type": "distinct", "name": "Once", "settings": {"source": "later"}}]},
    {"id": "out", "name": "Out", "steps": [
        {"id": "later", "type": "distinct", "name": "Later", "settings": {"source": "first"}},
        {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"source": "later"}}]},
]}  # fmt: skip


def test_a_source_that_stands_behind_is_fixed_with_one_click_and_undone_with_another(signed_in: Page, put_flow):
    designer = Designer(signed_in, put_flow(FLOW, publish=False)).open()
    problems = signed_in.get_by_test_id("problems")
    expect(problems).to_contain_text("stands behind this step")
    signed_in.get_by_test_id("fix-once").click()
    expect(problems).not_to_contain_text("stands behind this step")
    designer.undo.click()
    expect(problems).to_contain_text("stands behind this step")

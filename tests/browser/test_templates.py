"""A template is written, looked at, used in a flow, and what it makes is downloaded."""

from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.pages.builder import PATIENCE, Builder
from tests.browser.pages.templates import Templates
from tests.browser.test_accessibility import THEMES, graver, paint, wide_enough

BILL = "<h1>Bill for {{ customer.name }}</h1>\n<p>{{ total | money('EUR') }}</p>"


def test_a_bill_is_designed_and_made_for_each_item(signed_in: Page):
    signed_in.set_default_timeout(20_000)
    templates = Templates(signed_in).open().new("html", "Bill")
    expect(templates.picture).to_be_visible(timeout=PATIENCE)
    templates.write("{{ customer.")
    expect(templates.problem).to_contain_text("Line 1 of the template “Bill” cannot be read", timeout=PATIENCE)
    templates.write(BILL)
    expect(templates.problem).to_be_hidden(timeout=PATIENCE)
    expect(signed_in.get_by_test_id("template-fields")).to_contain_text("customer.name")
    expect(templates.state).to_contain_text("Not saved yet")
    templates.save()

    builder = Builder(signed_in).new_flow("Bills")
    with builder.phase("Read"):
        sample = '[{"client": "Żółw", "total": 12.5}, {"client": "Ana", "total": 3}]'
        builder.step("get_raw_model", "Orders").fill("sample", sample)
    with builder.phase("Print"):
        step = builder.step("render_template", "Bills").source("Bill", "template").more("mapping")
        step.pick("mapping-0-to", "customer.name").fill("mapping-0-from", "client")
        step.fill("file_name", "bill-{client}")
    builder.publish("First version")
    signed_in.get_by_test_id("run").click()
    signed_in.get_by_test_id("run-model").fill(sample)
    signed_in.get_by_test_id("run-start").click()
    run = builder.open_run()
    run.succeeds(PATIENCE)
    run.tab("files")
    with signed_in.expect_download() as download:
        run.files.get_by_role("link", name="bill-Żółw.pdf").click()
    [printed] = PdfReader(BytesIO(download.value.path().read_bytes())).pages
    assert printed.extract_text().split("\n")[:2] == ["Bill for Żółw", "€12.50"]
    expect(run.files.get_by_role("link")).to_have_count(2)

    templates.open("/templates/bill")
    expect(signed_in.get_by_test_id("uses")).to_contain_text("Bills")


def test_a_page_that_is_looked_at_runs_nothing(browser: Browser, base_url: str, _session: dict):
    """In a window of its own: the browser complains aloud of every script that it refuses."""
    page = browser.new_context(base_url=base_url, storage_state=_session).new_page()
    templates = Templates(page).open().new("html", "Hostile")
    page.get_by_test_id("template-target").get_by_text("Page").click()
    templates.write("<p>shown</p><script>top.broken = 1</script><img src='/favicon.ico' onerror='top.broken = 1'>")
    expect(page.frame_locator(".sheet-frame iframe").get_by_text("shown")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("window.broken") is None
    page.context.close()


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_and_it_fits(signed_in: Page, theme: str, base_url: str):
    paint(signed_in, theme, base_url)
    templates = Templates(signed_in).open().new("html", f"Looked at {theme}")
    expect(templates.picture).to_be_visible(timeout=PATIENCE)
    assert graver(signed_in) == []
    assert wide_enough(signed_in)
    templates.open()
    expect(templates.row(f"Looked at {theme}")).to_be_visible()
    assert graver(signed_in) == []
    signed_in.get_by_test_id("template-new").click()
    expect(signed_in.get_by_test_id("template-new-name")).to_be_visible()
    assert graver(signed_in) == []

"""Customers in a table of one’s own: designed, filled by a flow, found again, billed on paper, taken as a sheet."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.pages.builder import Builder
from tests.browser.pages.data import ComponentPage, DataList
from tests.browser.pages.templates import Templates

ROWS, KNOWN, BILLS = 10_000, 2_500, 20
BILL = "<h1>Invoice for {{ Name }}</h1>\n<p>{{ Number }}: {{ Owes | money('EUR') }}</p>"


def sheet(place: Path, rows: range, owes: int) -> Path:
    lines = (f"C{row:05};Żaneta {row};{owes + row % 100}\n" for row in rows)
    place.write_text("Number;Name;Owes\n" + "".join(lines), "utf-8")
    return place


def designed(page: Page) -> ComponentPage:
    """A component whose primary key is the number, made in the browser."""
    component = DataList(page).open().new("Customer")
    component.add_field("Number")
    component.add_field("Name")
    component.add_field("Owes", "Number")
    component.save_design()
    return component


def bring_in(build: Builder, sample: Path) -> None:
    """New rows become entries at once, known ones are changed together at the end."""
    with build.phase("Read"):
        build.step("import_file", "Customers").sample(sample)
        build.step("lookup_reference", "Look up").source("Customer", "component")
    with build.phase("Sort out"):
        for name, operator in (("New", "is empty"), ("Known", "is not empty")):
            sort = build.step("filter_source", name).source("Look up").more("conditions")
            sort.fill("conditions-0-field", "reference").pick("conditions-0-operator", operator)
    with build.phase("Write"):
        build.step("update_entry", "Add").source("New").source("Customer", "component").match("mapping")
        later = build.step("deferred_update_entry", "Change").source("Known").source("Customer", "component")
        later.match("mapping")
        build.step("apply_deferred_update_operations", "Apply").source("Change")
        build.step("write_response", "Answer").source("Apply")


def bill(build: Builder) -> None:
    """Those who owe most, a page of paper each."""
    with build.phase("Find"):
        build.step("get_empty_model", "Start")
        ask = build.step("query_entity_by_filter", "Who owes most").source("Customer", "component")
        ask.more("order").source("Owes", "order-0-field").pick("order-0-direction", "falling")
        ask.fill("limit", str(BILLS)).fill("into", "customers")
        build.step("extract_collections", "Each of them").fill("path", "customers")
    with build.phase("Print"):
        build.step("render_template", "Invoices").source("Invoice", "template").fill("file_name", "{Number}")


def test_customers_are_kept_found_and_billed(signed_in: Page, tmp_path: Path, screenshots: Path):
    signed_in.set_default_timeout(20_000)
    component = designed(signed_in)
    component.tab("entries").import_file(sheet(tmp_path / "known.csv", range(KNOWN), 0))

    customers = sheet(tmp_path / "customers.csv", range(ROWS), 1000)
    flow = Builder(signed_in).new_flow("Bring customers in")
    bring_in(flow, customers)
    flow.publish("First version")
    flow.run({"customers": customers})
    run = flow.open_run()
    run.succeeds(60_000)
    assert run.json() == [{"created": 0, "updated": KNOWN, "deleted": 0, "failed": 0}]

    component.show("customer")
    expect(component.count).to_have_text(f"{ROWS:,} entries")
    component.filter("Number", "is", "C00042")
    expect(component.rows).to_have_count(1)
    expect(component.row("C00042", "Żaneta 42", "1042")).to_be_visible()
    lines = load_workbook(BytesIO(component.export("xlsx").read_bytes())).active.iter_rows(values_only=True)
    assert [line[1:4] for line in lines] == [("Number", "Name", "Owes"), ("C00042", "Żaneta 42", 1042)]

    Templates(signed_in).open().new("html", "Invoice").write(BILL).save()
    flow = Builder(signed_in).new_flow("Bill customers")
    bill(flow)
    flow.publish("First version")
    signed_in.get_by_test_id("run").click()
    run = flow.open_run()
    run.succeeds(120_000)
    run.tab("files")
    expect(run.files.get_by_role("link")).to_have_count(BILLS)
    with signed_in.expect_download() as download:
        run.files.get_by_role("link").first.click()
    paper = download.value.path().read_bytes()
    (screenshots / "invoice.pdf").write_bytes(paper)
    [printed] = PdfReader(BytesIO(paper)).pages
    assert "Invoice for Żaneta" in printed.extract_text()
    assert "€1,099.00" in printed.extract_text()

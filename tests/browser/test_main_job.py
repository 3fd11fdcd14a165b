"""The main job: with a browser only, a flow is built from nothing, published, run on real data; its result is taken."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.pages.builder import Builder
from tests.flights import by_hand

FLIGHTS = 336_776


def build(build: Builder, files: dict[str, Path]) -> None:
    """Nine steps in four phases, by mouse and typing only."""
    with build.phase("Read"):
        build.step("import_file", "Flights").sample(files["flights"]).means_missing("NA")
        build.step("import_file", "Airlines").sample(files["airlines"])
    with build.phase("Prepare"):
        late = build.step("filter_source", "Left late").source("Flights").more("conditions")
        late.fill("conditions-0-field", "dep_delay").pick("conditions-0-operator", "greater than")
        late.fill("conditions-0-value", "0")
        named = build.step("join_models", "Airline’s name").source("Left late", "left").source("Airlines", "right")
        named.fill("left_keys-0", "carrier").fill("right_keys-0", "carrier").more("mapping")
        named.fill("mapping-0-from", "name").fill("mapping-0-to", "airline")
        speed = build.step("simple_math", "Speed").more("operations")
        speed.fill("operations-0-left-field", "distance").pick("operations-0-operator", "÷ divided by")
        speed.fill("operations-0-right-field", "air_time").fill("operations-0-into", "speed")
    with build.phase("Sum up"):
        build.step("group_by", "By airline").add("keys", "airline")
        sums = build.step("calculate_array", "Figures").fill("path", "items")
        for at, (operation, field, into) in enumerate(OPERATIONS):
            sums.more("operations").pick(f"operations-{at}-operation", operation)
            sums.fill(f"operations-{at}-into", into)
            if field:
                sums.fill(f"operations-{at}-field", field)
        tidy = build.step("transform_model", "Tidy")
        for at, name in enumerate(("airline", "flights", "average_delay", "longest_delay")):
            tidy.more("mapping").fill(f"mapping-{at}-to", name).fill(f"mapping-{at}-from", name)
    with build.phase("Out"):
        sheet = build.step("export_to_file", "Spreadsheet").source("Tidy").pick("file_type", "Excel (xlsx)")
        sheet.fill("file_name", "delays.xlsx")
        build.step("write_response", "Answer").source("Tidy")


OPERATIONS = (
    ("count", "", "flights"),
    ("average", "dep_delay", "average_delay"),
    ("maximum", "dep_delay", "longest_delay"),
)


def test_a_flow_drawn_in_the_browser_gives_the_right_figures(
    signed_in: Page, flights_files: dict[str, Path], screenshots: Path
):
    signed_in.set_default_timeout(20_000)
    builder = Builder(signed_in).new_flow("Which airlines leave late?")
    build(builder, flights_files)
    builder.publish("First version")
    builder.run(flights_files)
    expect(builder.named("Flights")).to_contain_text(f"{FLIGHTS:,}", timeout=60_000)
    expect(builder.named("Answer")).to_contain_text("16", timeout=60_000)
    signed_in.screenshot(path=screenshots / "main-job.png")

    page = builder.open_run()
    page.succeeds(60_000)
    expected, _, _ = by_hand(flights_files)
    shown = {row["airline"]: row for row in page.json()}
    assert shown.keys() == expected.keys()
    for name, (count, average, longest) in expected.items():
        assert shown[name]["flights"] == count
        assert shown[name]["average_delay"] == pytest.approx(average, rel=1e-12)
        assert shown[name]["longest_delay"] == longest

    page.tab("files")
    with signed_in.expect_download() as download:
        page.files.get_by_role("link", name="delays.xlsx").click()
    header, *rows = load_workbook(BytesIO(download.value.path().read_bytes())).active.iter_rows(values_only=True)
    assert header == ("airline", "flights", "average_delay", "longest_delay")
    assert {row[0]: row[1] for row in rows} == {name: count for name, (count, _, _) in expected.items()}

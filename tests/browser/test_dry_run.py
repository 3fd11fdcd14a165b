"""A dry run is one press away once an import has a sample."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.pages.builder import Builder


def test_a_dry_run_takes_the_sample_unless_another_file_is_chosen(signed_in: Page, tmp_path: Path):
    (tmp_path / "cities.csv").write_text("city,people\nLille,236710\nLyon,522250\n")
    (tmp_path / "one.csv").write_text("city,people\nLille,236710\n")
    build = Builder(signed_in).new_flow("Tried on a sample")
    with build.phase("All"):
        build.step("import_file", "Cities").sample(tmp_path / "cities.csv")
        build.step("write_response", "Answer")
    build.saved()
    build.page.get_by_test_id("dry-run").click()
    chosen = build.page.get_by_test_id("run-chosen-cities")
    expect(chosen).to_have_text("Sample: cities.csv")
    build.page.get_by_test_id("run-start").click()
    expect(build.named("Answer")).to_contain_text("check2", timeout=20_000)
    expect(build.page.get_by_test_id("run-log")).to_contain_text("the sample “cities.csv” is read")
    build.page.get_by_test_id("dry-run").click()
    build.page.get_by_test_id("run-form").locator("input[type=file]").set_input_files(tmp_path / "one.csv")
    expect(chosen).to_have_text("one.csv")
    build.page.get_by_test_id("run-start").click()
    expect(build.named("Answer")).to_contain_text("check1", timeout=20_000)

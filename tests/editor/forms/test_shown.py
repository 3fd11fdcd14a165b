"""A form asks only what matters: no sheet for a csv file, no separator for a spreadsheet."""

import pytest

from editor.forms.shown import RULES, is_shown
from runtime.steps import CATALOG


@pytest.mark.parametrize(
    ("setting", "file_type", "wanted"),
    [
        ("sheet", "xlsx", True), ("sheet", "csv", False), ("separator", "csv", True), ("separator", "parquet", False),
        ("decimal", "csv", True), ("decimal", "xlsx", False),
        ("items_path", "json", True), ("items_path", "ndjson", False),
        ("mapping", "csv", True), ("mapping", "json", True),
    ],
)  # fmt: skip
def test_the_file_type_decides_what_an_import_asks(setting, file_type, wanted):
    assert is_shown("import_file", setting, {"file_type": file_type}) is wanted


def test_the_source_of_an_import_is_asked_only_where_a_field_names_the_file():
    assert is_shown("import_file", "source", {"file": {"from": "field"}})
    assert not is_shown("import_file", "source", {"file": {"from": "input"}})
    assert not is_shown("import_file", "source", {"file": "broken"})


@pytest.mark.parametrize(("step", "setting"), RULES)
def test_every_rule_is_about_a_setting_that_exists(step, setting):
    assert setting in CATALOG[step].model_fields

"""Models out to files: names, headings, limits, and what a dry run says instead."""

import pytest

from runtime.problems import Problems
from runtime.steps.output.export_to_file import ExportToFile

ITEMS = [{"n": 1, "who": {"name": "É/x"}}, {"n": 2, "who": None}]


def content(stage, model) -> str:
    [info] = model.items()
    return stage.files.path(info["id"]).read_text("utf-8")


def test_the_files_info_goes_on(stage):
    [info] = stage.play("export_to_file", {"file_name": "out"}, ITEMS).items()
    assert (info["name"], info["extension"], info["mediaType"]) == ("out.csv", "csv", "text/csv")
    assert info["size"] == len(stage.files.path(info["id"]).read_bytes())


def test_columns_and_headings(stage):
    settings = {"mapping": [{"field": "who.name", "column": "Name.first"}, {"field": "n", "column": "n"}]}
    assert content(stage, stage.play("export_to_file", settings, ITEMS)) == "Name.first;n\nÉ/x;1\n;2\n"


def test_the_name_may_use_fields_of_the_first_item(stage):
    [info] = stage.play("export_to_file", {"file_name": "{n}-{who.name}.csv"}, ITEMS).items()
    assert info["name"] == "1-É-x.csv"
    with pytest.raises(Problems) as wrong:
        stage.play("export_to_file", {"file_name": "{m}"}, ITEMS)
    assert (wrong.value.problems[0].code, wrong.value.problems[0].parameters["field"]) == ("file_name_field", "m")


def test_a_missing_field_is_blamed_on_its_line(stage):
    with pytest.raises(Problems) as wrong:
        stage.play("export_to_file", {"mapping": [{"field": "m", "column": "M"}]}, ITEMS)
    assert wrong.value.problems[0].setting == "mapping[0].field"


def test_a_file_beyond_its_limit_is_not_stored(stage):
    with pytest.raises(Problems) as wrong:
        stage.play("export_to_file", {"size_limit": 0.00001}, ITEMS)
    assert wrong.value.problems[0].code == "export_too_large"
    assert stage.files.list() == []


def test_a_dry_run_says_what_it_would_write(stage):
    stage.play("export_to_file", {"file_name": "x"}, ITEMS, dry=True)
    [said] = stage.events
    assert (said.code, said.parameters) == ("would_export", {"name": "x.csv", "file_type": "csv", "count": 2})
    assert stage.files.list() == []


def test_settings_that_excel_refuses():
    twice = [{"field": "a", "column": "A"}, {"field": "b", "column": "A"}]
    bad = {"file_type": "xlsx", "sheet": "a/b", "mapping": twice}
    found = [(one.code, one.setting) for one in ExportToFile.model_validate(bad).problems()]
    assert found == [("sheet_name", "sheet"), ("export_column_twice", "mapping[1].column")]
    assert [one.code for one in ExportToFile.model_validate({"separator": "é"}).problems()] == ["separator_unusable"]

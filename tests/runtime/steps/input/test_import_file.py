"""Files in, from a declared input, the store, or an id in a field; schemas known before the file where they can be."""

import pytest
from pydantic import ValidationError

from runtime.problems import Problems
from runtime.schema import FieldType, Kind
from runtime.steps.input.import_file import ImportFile


def test_a_declared_input_is_read(stage):
    file = stage.stored(b"a;b\n1;x\n", "in.csv")
    model = stage.play("import_file", {"file": {"from": "input", "name": "orders"}}, files={"orders": file})
    assert model.items() == [{"a": 1, "b": "x"}]


def test_a_stored_file_is_read_with_its_mapping(stage):
    file = stage.stored(b"a,b\n1,NA\n", "in.csv")
    settings = {"separator": ",", "missing": ["NA"], "mapping": [{"column": "b", "field": "c", "type": "number"}]}
    assert stage.play("import_file", {"file": {"from": "stored", "id": file}, **settings}).items() == [{"c": None}]


def test_files_whose_ids_stand_in_a_field_are_read_one_after_the_other(stage):
    ids = [stage.stored(f"a;b\n{n};x\n".encode(), "in.csv") for n in (1, 2)]
    source = [{"doc": {"file": one}} for one in (*ids, None)]
    settings = {"source": "s", "file": {"from": "field", "path": "doc.file"}}
    assert [item["a"] for item in stage.play("import_file", settings, source).items()] == [1, 2]
    assert stage.play("import_file", settings, source[:1]).items() == [{"a": 1, "b": "x"}]


def test_what_is_no_file_id_and_what_is_gone_are_said(stage):
    settings = {"source": "s", "file": {"from": "field", "path": "n"}}
    with pytest.raises(Problems) as wrong:
        stage.play("import_file", settings, [{"n": 7}])
    assert wrong.value.problems[0].code == "file_id_expected"
    with pytest.raises(Problems) as wrong:
        stage.play("import_file", {"file": {"from": "stored", "id": "nobody"}})
    assert wrong.value.problems[0].code == "file_gone"


def test_rejected_rows_are_a_file_of_the_run(stage):
    file = stage.stored(b"a;b\n1;x\nq;y\n", "in.csv")
    settings = {"file": {"from": "stored", "id": file}, "bad_rows": "collect", "mapping": [{"column": "a", "field": "a", "type": "integer"}]}  # fmt: skip  # noqa: E501
    assert stage.play("import_file", settings).items() == [{"a": 1}]
    assert [made.name for made in stage.made_files] == ["in-rejects.csv"]


def test_the_schema_is_known_before_the_file_when_all_types_are():
    step = ImportFile.model_validate({"mapping": [{"column": "a", "field": "x.y", "type": "integer"}]})
    assert step.declared() == {"x": FieldType(Kind.OBJECT, {"y": FieldType(Kind.INTEGER)})}
    assert ImportFile.model_validate({"mapping": [{"column": "a", "field": "x"}]}).declared() is None
    assert ImportFile().declared() is None


def test_settings_that_cannot_work_are_named():
    step = ImportFile.model_validate(
        {"mapping": [{"column": "a", "field": "x"}, {"column": "b", "field": "x.y"}, {"column": "c", "field": "."}]}
    )
    found = [(one.code, one.setting) for one in step.problems()]
    assert found == [("file_not_chosen", "file.name"), ("target_twice", "mapping[1].field"), ("path_unreadable", "mapping[2].field")]  # fmt: skip  # noqa: E501
    with pytest.raises(ValidationError):
        ImportFile.model_validate({"separator": ";;"})

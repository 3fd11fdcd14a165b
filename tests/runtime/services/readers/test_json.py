"""JSON in: nothing changes value, and what is broken is named by line and column."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.context import ReadOptions
from runtime.faults import Faults
from runtime.problems import Problems
from runtime.services.readers.json import read_json


def refused(read, content, **options):
    with pytest.raises(Problems) as wrong:
        read(content, **({"file_type": "json"} | options)).items()
    return wrong.value.problems[0]


def test_mixed_types_missing_keys_and_nested_arrays_come_through(read):
    items = [{"a": 1, "b": [{"c": 1}, {"c": 2.5}]}, {"a": "x", "b": [], "d": {"e": True}}, {"a": True}]
    model = read(json.dumps(items).encode(), file_type="json")
    assert str(model.schema["a"].kind) == "any"
    got = model.items()
    assert [item["a"] for item in got] == [1, "x", True]
    assert [type(item["a"]) for item in got] == [int, str, bool]
    assert (got[0]["b"], got[2]["b"], got[1]["d"]) == ([{"c": 1}, {"c": 2.5}], None, {"e": True})


@pytest.mark.parametrize("number", [2**53 + 1, 2**63, 2**64 + 1, -(2**200)])
def test_integers_of_any_size_stay_exact(read, number):
    assert read(f'[{{"n": {number}}}]'.encode(), file_type="json").items() == [{"n": number}]


def test_a_list_inside_and_a_single_object(read):
    content = b'{"result": {"orders": [{"n": 1}, {"n": 2}]}, "pages": [{"rows": [{"n": 3}]}, {"rows": [{"n": 4}]}]}'
    assert read(content, file_type="json", items_path="result.orders").count() == 2
    assert read(content, file_type="json", items_path="result").count() == 1
    assert [item["n"] for item in read(content, file_type="json", items_path="pages[].rows").items()] == [3, 4]
    assert read(b"[1, null]", file_type="json").items() == [{"value": 1}, {"value": None}]
    assert read(b"[]", file_type="json").items() == []
    found = refused(read, content, items_path="result.lines")
    assert (found.code, found.parameters["known"]) == ("json_items_missing", "orders")
    assert refused(read, b'{"a": 5}', items_path="a.b").code == "json_items_nowhere"


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b'[{"a": 1},\n {"a": NaN}]', "json_not_finite", 2, 8),
        (b'[{"a": 1},\n {"a": -Infinity}]', "json_not_finite", 2, None),
        (b'[{"a": 1},\n {"a": }]', "json_syntax", 2, 8),
        (b'{"a": 1', "json_syntax", 1, None),
        (b"  \n", "file_empty", None, None),
        (b'[{"a": 1e400}]', "json_not_finite", 1, 8),
        (b"[" * 5000 + b"]" * 5000, "value_too_deep", 1, None),
        (b'[{"a": 1},\n {"a": "\xe9"}]', "json_encoding", 2, None),
    ],
)
def test_broken_json_is_named_by_line_and_column(read, content, code, line, column):
    found = refused(read, content)
    assert (found.code, found.line) == (code, line)
    assert column is None or found.parameters["column"] == column


def test_what_lies_deep_inside_comes_out_as_it_came(read):
    content = b'[{"a": ' + b'{"b": [' * 100 + b"1.0" + b"]}" * 100 + b"}]"
    assert read(content, file_type="json").items() == json.loads(content)
    assert refused(read, b'[{"a": ' + b"[" * 1000 + b"]" * 1000 + b"}]").code == "value_too_deep"


def test_moments_with_a_zone_are_read_where_the_first_one_names_it(read):
    mapping = [{"column": "a.t", "field": "t", "type": "datetime"}]
    content = b'[{"a": {"t": "2025-01-02T08:00:00+02:00"}}, {"a": {"t": null}}, {"a": {"t": "2025-01-02T08:00:00.5Z"}}]'
    model = read(content, file_type="json", mapping=mapping)
    assert [one["t"] for one in model.items()] == ["2025-01-02T06:00:00Z", None, "2025-01-02T08:00:00.500Z"]


def test_items_that_lack_keys_are_told_once(read):
    faults = Faults("import")
    read(b'[{"a": 1}, {"b": 2}, {"a": 3, "b": 4}]', file_type="json", faults=faults)
    assert (faults.warnings, faults.warning_details["keys_absent"]) == ({"keys_absent": 2}, {"fields": "b, a"})


def test_a_bad_line_of_json_lines_is_named(read):
    assert read(b'{"a": 1}\n\n{"b": 2}\n', file_type="ndjson").items() == [{"a": 1, "b": None}, {"a": None, "b": 2}]
    found = refused(read, b'{"a": 1}\n\n{"a": nope}\n', file_type="ndjson")
    assert (found.code, found.line) == ("json_syntax", 3)


def test_a_mapping_picks_paths_and_types(read, files):
    content = b'[{"who": {"name": "x"}, "n": "5"}, {"who": null, "n": "six"}]'
    faults = Faults("import")
    assert read(content, ("who.name", None), file_type="json").items() == [
        {"who": {"name": "x"}},
        {"who": {"name": None}},
    ]
    assert read(content, ("n", "integer"), file_type="json", bad_rows="collect", faults=faults).items() == [{"n": 5}]
    assert (faults.count, faults.verdict()) == (1, None)
    [rejects] = [info for info in files.list() if "rejects" in info.name]
    assert files.path(rejects.id).read_text() == "line;who;n\n2;;six\n"
    assert refused(read, content, mapping=[{"column": "m", "field": "m"}]).setting == "mapping[0].column"


plain = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4)
)
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=3), max_leaves=5)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.fixed_dictionaries({"a": values, "b": values}), max_size=4))
def test_whatever_json_writes_is_read_back(tmp_path_factory, items):
    path = tmp_path_factory.getbasetemp() / "round.json"
    path.write_text(json.dumps(items))
    assert read_json(path, ReadOptions(file_type="json"), Faults("import")).items() == items

"""Looking at a file again loses nothing that a person chose."""

from editor.forms.relearned import relearned

FOUND = [
    {"column": "carrier", "field": "carrier", "type": "string"},
    {"column": "delay", "field": "delay", "type": "integer"},
]


def test_names_stay_and_types_are_found_anew():
    known = [{"column": "delay", "field": "late_by", "type": "string"}, {"column": "gone", "field": "gone"}]
    assert relearned(known, FOUND, columns=False) == [
        {"column": "delay", "field": "late_by", "type": "integer"}, {"column": "gone", "field": "gone"},
    ]  # fmt: skip
    assert [line["column"] for line in relearned(known, FOUND, columns=True)] == ["delay", "gone", "carrier"]


def test_without_a_mapping_all_columns_are_taken():
    assert relearned([], FOUND, columns=False) == FOUND
    assert relearned("broken", FOUND, columns=True) == FOUND

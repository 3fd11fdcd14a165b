"""A table shows every value as it is: nothing is rounded, nothing nested is lost."""

from functools import partial

from editor.forms.cells import cell, columns_of, rows_of
from editor.forms.grid import column
from runtime.schema import FieldType, Kind


def test_columns_follow_the_schema_then_the_items():
    assert columns_of(
        [{"b": 1, "c": 2}, {"d": 3}], {"a": FieldType(Kind.STRING), "b": FieldType(Kind.INTEGER)}
    ) == list("abcd")
    assert columns_of([], None) == []


def test_every_kind_of_value_has_its_cell():
    assert cell(None) is None
    assert cell("text") == "text"
    assert cell(True) == "true"
    assert cell(2**70) == str(2**70)
    assert cell(2.0) == "2.0"
    assert cell(2.0, Kind.NUMBER) == "2"
    assert cell([{"a": 1}])["short"] == "[1]"
    assert '"é"' in cell({"name": "é"})["json"]


def test_numbers_are_as_the_language_writes_them_and_exact_beside():
    french = partial(cell, language="fr")
    assert french(13909, Kind.INTEGER) == {"shown": "13\u202f909", "exact": "13909"}
    assert french(-1.5, Kind.NUMBER) == {"shown": "-1,5", "exact": "-1.5"}
    assert french("10.50", Kind.DECIMAL) == {"shown": "10,50", "exact": "10.50"}
    assert [french(same, Kind.INTEGER) for same in (2024, 10**18, "00123", "12345")] == [
        "2024", str(10**18), "00123", "12345"
    ]  # fmt: skip
    assert french("1.5") == "1.5"


def test_an_item_without_a_field_has_an_empty_cell():
    assert rows_of([{"a": 1}, {}], ["a"], None, "en") == [["1"], [None]]


def test_a_column_says_its_type_in_words():
    shown = column("price", FieldType(Kind.NUMBER), "fr")
    assert (shown["type"], shown["badge"], shown["number"]) == ("nombre", "1.5", True)
    assert column("x", None, "en")["type"] == ""

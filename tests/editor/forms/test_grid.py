"""A table shows every value as it is: nothing is rounded, nothing nested is lost."""

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
    assert cell(2.0, number=True) == "2"
    assert cell([{"a": 1}])["short"] == "[1]"
    assert '"é"' in cell({"name": "é"})["json"]


def test_an_item_without_a_field_has_an_empty_cell():
    assert rows_of([{"a": 1}, {}], ["a"]) == [["1"], [None]]


def test_a_column_says_its_type_in_words():
    shown = column("price", FieldType(Kind.NUMBER), "fr")
    assert (shown["type"], shown["badge"], shown["number"]) == ("nombre", "1.5", True)
    assert column("x", None, "en")["type"] == ""

"""What people type is what the store gets, in the habit of their language."""

import pytest

from editor.data.entries.typed import Misread, read, write
from storage.component import ComponentField


def field(kind: str) -> ComponentField:
    return ComponentField(id="f", name="F", type=kind)


@pytest.mark.parametrize(
    ("kind", "text", "language", "value"),
    [
        ("number", "1,234.5", "en", "1234.5"),
        ("number", "1 234,5", "fr", "1234.5"),
        ("integer", "−3", "fr", "-3"),
        ("boolean", "true", "en", True),
        ("string", " kept ", "en", " kept "),
        ("date", " 2024-05-31 ", "en", "2024-05-31"),
        ("array", "one\n\n two ", "en", ["one", "two"]),
        ("array", "[1, true]", "en", [1, True]),
        ("string", "  ", "en", None),
    ],
)
def test_a_text_becomes_the_value_that_it_means(kind, text, language, value):
    assert read(field(kind), text, language) == value


@pytest.mark.parametrize("value", [["a", "b"], ["[x]"], [" a"], [1, "a"], []])
def test_a_list_comes_back_as_it_was(value):
    assert (read(field("array"), write(field("array"), value, "en"), "en") or []) == value


def test_a_broken_list_is_told_at_its_field():
    with pytest.raises(Misread) as wrong:
        read(field("array"), "[1, ", "en")
    assert (wrong.value.fault.field, wrong.value.fault.code) == ("F", "entry_no_array")


def test_numbers_are_shown_with_the_sign_of_the_language():
    assert write(field("number"), 2.5, "fr") == "2,5"
    assert write(field("number"), 2.0, "en") == "2"

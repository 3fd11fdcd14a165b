"""What people type becomes the value that they mean, and comes back as they would type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.forms.constants import shown, shown_list, typed, typed_list
from runtime.schema import Kind


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0", Kind.INTEGER, 0),
        ("0", Kind.STRING, "0"),
        ("0", None, 0),
        ("  12 ", Kind.NUMBER, 12),
        ("-1.50", Kind.NUMBER, -1.5),
        ("18446744073709551617", Kind.INTEGER, 2**64 + 1),
        ("007", Kind.NUMBER, "007"),
        ("007", None, "007"),
        ("12a", Kind.NUMBER, "12a"),
        ("", Kind.NUMBER, None),
        ("", Kind.STRING, ""),
        ("", None, None),
        (" UA", Kind.STRING, " UA"),
        ("UA", None, "UA"),
        ('"0"', None, "0"),
        ("true", None, True),
        ("Yes", Kind.BOOLEAN, True),
        ("faux", Kind.BOOLEAN, False),
        ("perhaps", Kind.BOOLEAN, "perhaps"),
        ("2024-12-31", Kind.DATE, "2024-12-31"),
        ('{"a": [1', Kind.OBJECT, '{"a": [1'),
        ('{"a": [1]}', Kind.OBJECT, {"a": [1]}),
        ("[NaN]", Kind.ARRAY, "[NaN]"),
    ],
)
def test_typed_text_is_understood_by_the_type_that_is_wanted(text, kind, value):
    found = typed(text, kind, "en")
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,5", "fr", 1.5),
        ("1 234,5", "fr", 1234.5),
        ("1,234.5", "en", 1234.5),
        ("1.5", "fr", 1.5),
        ("1,2,3", "en", "1,2,3"),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text, language, value):
    assert typed(text, Kind.NUMBER, language) == value


def test_a_list_is_typed_with_commas_and_quotes_keep_commas():
    assert typed_list('UA, "Smith, John",B6', Kind.STRING, "en") == ["UA", "Smith, John", "B6"]
    assert typed_list("1; 2,5", Kind.NUMBER, "fr") == [1, 2.5]
    assert typed_list(" , ", Kind.STRING, "en") == []


plain = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(min_size=1)
)


@given(plain | st.lists(plain | st.lists(st.integers())) | st.dictionaries(st.text(), plain))
def test_every_value_survives_being_shown_and_left_alone(value):
    if isinstance(value, list) or (isinstance(value, str) and not value.strip()):
        return
    kind = Kind.STRING if isinstance(value, str) else Kind.OBJECT if isinstance(value, dict) else None
    assert typed(shown(value, kind), kind, "en") == value or isinstance(value, float)


@given(st.lists(st.text(min_size=1).filter(lambda text: text == text.strip() and text)))
def test_a_list_of_words_survives_being_shown(words):
    assert typed_list(shown_list(words, Kind.STRING), Kind.STRING, "en") == words


def test_text_that_looks_like_a_number_is_shown_in_quotes_where_nothing_says_that_it_is_text():
    assert shown("0") == '"0"'
    assert shown("0", Kind.STRING) == "0"
    assert shown("UA") == "UA"

"""Items as a table that nothing inside can break out of."""

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from editor.run_view.table import columns_of, table_html
from editor.visitor import Visitor
from storage.person import Person

READER = Visitor(Person("ada", "viewer", None, "auto", False, datetime(2026, 1, 1, tzinfo=UTC)))
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2))
TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td", "span"}


def test_columns_come_in_order_of_first_appearance():
    assert columns_of([{"b": 1}, {"a": 1, "b": 2}, 5]) == ["b", "a", "value"]


def test_empty_values_are_told_from_empty_text():
    html = table_html([{"a": None}, {"a": ""}], READER, "c")
    assert html.count('<span class="null">null</span>') == 1
    assert "<td></td>" in html


def test_true_is_not_a_number():
    assert "<td>true</td>" in table_html([{"a": True}], READER, "c")


@given(st.lists(st.dictionaries(st.text(), VALUES, max_size=3) | VALUES, max_size=4))
def test_no_value_becomes_markup(items: list):
    html = table_html(items, READER, "c")
    assert set(re.findall(r"</?([a-z]+)", html)) <= TAGS

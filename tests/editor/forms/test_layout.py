"""A line shows the part that it has: a field, a constant or an expression."""

import pytest

from editor.forms.layout import Choice

ORIGIN = Choice(("from", "value", "expression"))


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ({}, "from"), ({"value": 2}, "value"), ({"value": None}, "value"), ({"from": "a", "value": None}, "from"),
        ({"expression": "a + 1"}, "expression"), ({"value": 0, "expression": None}, "value"), ("broken", "from"),
    ],
)  # fmt: skip
def test_the_part_that_is_there_is_the_one_that_is_asked_for(line, part):
    assert ORIGIN.chosen(line) == part

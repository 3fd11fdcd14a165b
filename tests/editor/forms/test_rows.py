"""Lines are added, removed and moved without touching the others."""

from hypothesis import given
from hypothesis import strategies as st

from editor.forms.kinds import asked_of
from editor.forms.rows import added, moved, new_line, removed, toggled
from runtime.fields import ArrayOperation, Condition, MathOperation

lines = st.lists(st.integers())


@given(lines, st.integers(-3, 10), st.integers(-12, 12))
def test_moving_keeps_every_line(rows, index, by):
    new = moved(rows, index, by)
    assert sorted(new) == sorted(rows)
    if 0 <= index < len(rows):
        assert new[max(0, min(len(rows) - 1, index + by))] == rows[index]


@given(lines, st.integers())
def test_what_was_added_can_be_removed(rows, line):
    assert removed(added(rows, line), len(rows)) == rows


def test_removing_a_line_that_is_not_there_changes_nothing():
    assert removed(["a"], 5) == ["a"]


def test_a_word_is_toggled():
    assert toggled(["a"], "b") == ["a", "b"]
    assert toggled(["a", "b"], "a") == ["b"]


def test_a_new_line_has_a_choice_made_where_one_is_needed():
    assert new_line(asked_of(ArrayOperation)) == {"operation": "min"}
    assert new_line(asked_of(MathOperation)) == {"operator": "+"}
    assert new_line(asked_of(Condition)) == {}

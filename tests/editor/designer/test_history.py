"""Undo and redo give back the very documents that were there."""

from hypothesis import given
from hypothesis import strategies as st

from editor.designer.history import LIMIT, Edit, History


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=40))
def test_any_way_through_time_ends_where_a_plain_list_ends(moves: list[str]):
    history, now, past, future = History(), 0, list[int](), list[int]()
    made = 0
    for move in moves:
        if move == "do":
            made += 1
            history.note(Edit("some"), {"is": now}, {"is": made})
            past, now, future = [*past, now], made, []
        elif move == "undo" and past:
            future, now = [*future, now], past.pop()
            assert history.undo() == (Edit("some"), {"is": now})
        elif move == "redo" and future:
            past, now = [*past, now], future.pop()
            assert history.redo() == (Edit("some"), {"is": now})
    assert (history.next_undo is not None, history.next_redo is not None) == (bool(past), bool(future))


def test_typing_in_one_place_is_one_step_back():
    history = History()
    for at in range(3):
        history.note(Edit("typed", place="name"), {"is": at}, {"is": at + 1})
    assert history.undo() == (Edit("typed", place="name"), {"is": 0})
    assert history.undo() is None
    assert history.redo() == (Edit("typed", place="name"), {"is": 3})


def test_the_past_has_an_end():
    history = History()
    for at in range(LIMIT + 5):
        history.note(Edit("some"), {"is": at}, {"is": at + 1})
    while found := history.undo():
        last = found
    assert last[1] == {"is": 5}

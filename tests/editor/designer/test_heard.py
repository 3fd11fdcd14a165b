from hypothesis import given
from hypothesis import strategies as st

from editor.designer.heard import Heard


def test_what_arrived_counts_as_kept_only_once_it_is_saved():
    heard = Heard()
    heard.hear(1)
    assert (heard.waiting, heard.kept) == (True, 0)
    heard.keep()
    assert (heard.waiting, heard.kept) == (False, 1)


@given(arrived=st.permutations(range(1, 9)), lost=st.sets(st.integers(1, 8)))
def test_nothing_after_a_lost_edit_is_kept_until_it_came_again(arrived: list[int], lost: set[int]):
    heard = Heard()
    for number in arrived:
        if number not in lost:
            heard.hear(number)
    heard.keep()
    assert heard.kept == min(lost, default=9) - 1
    assert heard.missing(8) == sorted(lost)
    for number in heard.missing(8):
        heard.hear(number)
    assert heard.whole == 8
    assert all(heard.arrived(number) for number in arrived)

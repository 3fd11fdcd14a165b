"""Many deeds, a few at once."""

from threading import Barrier, Event

import pytest

from runtime.parallel import in_order


@pytest.mark.parametrize("parallel", [1, 4])
def test_results_stand_in_order(parallel):
    assert in_order(lambda at: at * at, 50, parallel) == [at * at for at in range(50)]
    assert in_order(lambda at: at, 0, parallel) == []


def test_so_many_at_once():
    together = Barrier(3, timeout=20)
    assert sorted(in_order(lambda at: together.wait(), 3, 3)) == [0, 1, 2]


@pytest.mark.parametrize("parallel", [1, 2])
def test_after_a_failure_nothing_new_is_begun(parallel):
    begun, failed = [], Event()

    def deed(at: int) -> None:
        begun.append(at)
        if at == 1:
            failed.set()
            raise ValueError(at)
        if at > 1:
            raise AssertionError("begun after the failure")
        if parallel > 1:
            failed.wait(20)

    with pytest.raises(ValueError, match="1"):
        in_order(deed, 50, parallel)
    assert sorted(begun) == [0, 1]

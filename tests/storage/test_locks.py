"""One writer at a time, and nobody waits for ever."""

import pytest

from storage.errors import StorageError
from storage.locks import Lock


@pytest.mark.parametrize("name", ["lock", None])
def test_a_holder_may_take_its_lock_again(tmp_path, name):
    lock = Lock(tmp_path / name if name else None)
    with lock.held(), lock.held():
        pass
    with lock.held():
        pass


def test_a_lock_that_another_holds_for_long_is_said_to_be_busy(tmp_path):
    with Lock(tmp_path / "lock").held(), pytest.raises(StorageError) as refused:  # noqa: SIM117
        with Lock(tmp_path / "lock", patience=0.05).held():
            pass
    assert refused.value.code == "storage_busy"


def test_an_error_lets_the_lock_go(tmp_path):
    lock = Lock(tmp_path / "lock")
    with pytest.raises(ZeroDivisionError), lock.held():
        raise ZeroDivisionError
    with Lock(tmp_path / "lock", patience=0.05).held():
        pass

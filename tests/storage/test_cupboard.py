"""Small things in one file."""

import pytest

from storage.cupboard import Cupboard


@pytest.fixture(params=["memory", "disk"])
def cupboard(request, tmp_path):
    return Cupboard(None if request.param == "memory" else tmp_path / "things.json")


def test_what_was_changed_is_there(cupboard):
    before = cupboard.stamp()
    with cupboard.changing() as things:
        things["a"] = {"n": 2**70}
    assert cupboard.all() == {"a": {"n": 2**70}}
    assert cupboard.stamp() != before


def test_nobody_changes_it_by_holding_on_to_it(cupboard):
    with cupboard.changing() as things:
        things["a"] = {"n": 1}
    cupboard.all()["a"]["n"] = 2
    assert cupboard.all() == {"a": {"n": 1}}


def test_a_change_that_fails_is_none(cupboard):
    with pytest.raises(RuntimeError), cupboard.changing() as things:
        things["a"] = {}
        raise RuntimeError
    assert cupboard.all() == {}


def test_another_process_is_seen(tmp_path):
    mine, other = Cupboard(tmp_path / "t.json"), Cupboard(tmp_path / "t.json")
    assert mine.all() == {}
    with other.changing() as things:
        things["a"] = {}
    assert mine.all() == {"a": {}}

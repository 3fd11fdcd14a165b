"""Sandboxes are made, found, begun anew and gone."""

import pytest

from storage.errors import Conflict, NotFound, Refused
from storage.sandboxes import PROD, Sandboxes


@pytest.fixture(params=["memory", "disk"])
def sandboxes(request, tmp_path) -> Sandboxes:
    return Sandboxes(tmp_path / "sandboxes.json" if request.param == "disk" else None)


def test_prod_is_always_there(sandboxes: Sandboxes):
    assert [one.name for one in sandboxes.list()] == [PROD] and sandboxes.has(PROD)
    sandboxes.begin(PROD, "reset", "ann")
    assert sandboxes.has(PROD)
    sandboxes.ended(PROD, "reset", "ann")
    assert sandboxes.get(PROD).emptying is None
    with pytest.raises(Conflict):
        sandboxes.begin(PROD, "delete", "ann")


def test_names_are_short_and_once(sandboxes: Sandboxes):
    assert sandboxes.create("dev", " Development ", "ann").title == "Development"
    for taken in ("dev", PROD):
        with pytest.raises(Conflict):
            sandboxes.create(taken, "", "ann")
    for bad in ("", "Dev", "a b", "../x", "é", "x" * 64):
        with pytest.raises(Refused):
            sandboxes.create(bad, "", "ann")


@pytest.mark.parametrize("emptying", ["reset", "delete"])
def test_nobody_finds_one_that_is_being_emptied(sandboxes: Sandboxes, emptying):
    sandboxes.create("dev", "", "ann")
    sandboxes.begin("dev", emptying, "ann")
    assert not sandboxes.has("dev") and sandboxes.get("dev").emptying == emptying
    assert sandboxes.get("dev").emptied_by == "ann"
    sandboxes.ended("dev", emptying, "ann")
    assert sandboxes.has("dev") == (emptying == "reset")
    with pytest.raises(NotFound):
        sandboxes.begin("nowhere", emptying, "ann")


def test_what_is_gone_stays_gone_though_two_emptied_it(sandboxes: Sandboxes):
    sandboxes.create("dev", "", "ann")
    sandboxes.ended("dev", "delete", "ann")
    sandboxes.ended("dev", "reset", "bea")
    assert not sandboxes.has("dev")

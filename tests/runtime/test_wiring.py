"""Who reads whom: what is left unsaid, what is switched off, and what cannot be."""

from typing import Any

import pytest

from runtime.steps import CATALOG
from runtime.wiring import Wiring, wire
from storage.documents import read_flow


def wired(*steps: dict[str, Any]) -> Wiring:
    return wire(read_flow({"phases": [{"id": "p", "steps": list(steps)}]}), CATALOG)


def keep(id: str, source: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": "filter_source", "settings": {"source": source}, **more}


START = {"id": "in", "type": "get_empty_model"}


def codes(wiring: Wiring) -> list[tuple[str | None, str]]:
    return [(found.step, found.code) for found in wiring.problems]


def test_an_unsaid_source_is_the_nearest_step_that_is_switched_on():
    wiring = wired(START, keep("off", enabled=False), keep("last"))
    assert wiring.written["last"] == wiring.read["last"] == {"source": "in"}


def test_a_step_that_is_switched_off_is_named_but_looked_through():
    wiring = wired(START, keep("off", "in", enabled=False), keep("last", "off"))
    assert (wiring.written["last"], wiring.read["last"]) == ({"source": "off"}, {"source": "in"})
    assert wiring.readers("in") == ["off", "last"]


def test_a_second_source_is_never_guessed_and_an_input_reads_nobody_unasked():
    join = {"id": "both", "type": "join_models", "settings": {}}
    imported = {"id": "file", "type": "import_file", "settings": {}}
    wiring = wired(START, imported, join)
    assert wiring.read["both"] == {"left": "file", "right": None}
    assert wiring.read["file"] == {"source": None}


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([START | {"id": "amounts"}, keep("a", "amuonts")], "source_unknown_near"),
        ([START, keep("a", "zzzzzz")], "source_unknown"),
        ([START, keep("a", "a")], "source_self"),
        ([START, keep("a", "b"), keep("b", "in")], "source_later"),
        ([START, keep("a", "b"), keep("b", "a")], "source_cycle"),
        ([START | {"enabled": False}, keep("a", "in")], "source_disabled"),
        ([START, keep("a", "in"), keep("a", "in")], "duplicate_step_id"),
    ],
)
def test_a_source_that_cannot_be_read_is_blamed_on_its_reader(steps: list[dict[str, Any]], code: str):
    wiring = wired(*steps)
    assert ("a", code) in codes(wiring)
    assert code == "duplicate_step_id" or wiring.read["a"] == {"source": None}


def test_nothing_is_told_of_a_step_that_is_switched_off():
    assert codes(wired(START, keep("a", "gone", enabled=False))) == []

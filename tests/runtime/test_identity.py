"""Ids that nothing else could tell apart, or that nobody could type, are told."""

import pytest

from runtime.identity import identity_problems
from storage.documents import read_flow


def codes(*phases: dict) -> list[str]:
    return [found.code for found in identity_problems(read_flow({"phases": list(phases)}))]


def test_phases_that_share_an_id_are_told_once_per_double():
    assert codes({"id": "a"}, {"id": "b"}, {"id": "a"}) == ["duplicate_phase_id"]


@pytest.mark.parametrize("id", ["", "x" * 201, "line\nbreak", "\x00"])
def test_an_id_that_cannot_be_shown_is_refused(id: str):
    assert codes({"id": id}) == ["phase_id_unusable"]
    assert codes({"id": "p", "steps": [{"id": id}]}) == ["step_id_unusable"]


def test_letters_of_any_language_make_an_id():
    assert codes({"id": "étape 1", "steps": [{"id": "шаг"}]}) == []

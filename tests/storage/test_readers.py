"""Who reads where is remembered, and whose it is to remove."""

from dataclasses import replace

import pytest

from storage.readers import Reader, Readers
from storage.runs import Runs

ANN = Reader("prod", "ann", "post", "orders", "redis here", "orders", "together")


@pytest.fixture
def readers(tmp_path):
    runs = Runs(tmp_path / "runs.sqlite")
    yield Readers(runs.database)
    runs.close()


def test_what_was_made_once_stays_ours(readers: Readers):
    made = replace(ANN, made=True)
    for noted in (ANN, made, ANN):
        readers.note(noted)
    assert list(readers.list()) == [made]


def test_who_goes_hands_on_what_it_made(readers: Readers):
    made, bob = replace(ANN, made=True), replace(ANN, flow="bob")
    readers.note(made)
    readers.note(bob)
    assert made.beside(bob) and not made.same(bob)
    readers.drop(made, heir=bob)
    assert list(readers.list()) == [replace(bob, made=True)]

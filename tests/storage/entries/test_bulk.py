"""Many rows in and out, in pieces."""

from collections.abc import Iterator

import pytest

from storage.entries import EntryCondition, Unfit, bulk
from tests.storage.entries.conftest import CUSTOMER


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(bulk.pieces, "__defaults__", (10,))


def rows(count: int, bad: int = -1) -> Iterator[dict[str, object]]:
    return ({"Number": str(number), "Age": "old" if number == bad else number} for number in range(count))


def test_rows_are_written_in_pieces_and_progress_is_told(customers):
    told = []
    tally = customers.write_table("customer", rows(25), "ann", told=lambda so_far: told.append(so_far.created))
    assert (tally.read, tally.created, told) == (25, 25, [10, 20, 25])
    assert customers.write_table("customer", rows(30), "ann", kind="save").updated == 25


def test_no_more_is_read_than_the_piece_that_is_written(customers):
    taken = []
    source = (taken.append(row) or row for row in rows(25))
    customers.write_table("customer", source, "ann", told=lambda so_far: taken.append(so_far.read))
    assert [place for place, one in enumerate(taken) if isinstance(one, int)] == [10, 21, 27]


def test_a_bad_row_stops_it_and_is_named_by_its_number(customers):
    with pytest.raises(Unfit) as refused:
        customers.write_table("customer", rows(25, bad=17), "ann", key="import")
    assert (refused.value.faults[0].index, customers.count("customer")) == (17, 10)
    assert customers.write_table("customer", rows(25), "ann", key="import").created == 25
    assert customers.count("customer") == 25


def test_bad_rows_are_counted_and_left_out(customers):
    tally = customers.write_table("customer", rows(25, bad=17), "ann", on_error="skip")
    assert (tally.created, tally.failed, tally.faults[0].index, tally.faults[0].field) == (24, 1, 17, "Age")


def test_entries_are_read_in_pieces_as_they_were_at_one_moment(customers):
    customers.write_table("customer", rows(25), "ann")
    pieces = customers.read_table("customer", [EntryCondition("Age", "less", 22)], order=[("Age", "desc")], size=10)
    first = next(pieces)
    customers.write_table("customer", ({"Number": "x", "Age": -1} for _ in range(1)), "ann")
    rest = list(pieces)
    assert [len(first), *map(len, rest)] == [10, 10, 2]
    assert (first[0]["Age"], rest[-1][-1]["Age"]) == (21, 0)


def test_a_reader_who_goes_away_leaves_the_table_free(customers):
    customers.write_table("customer", rows(25), "ann")
    pieces = customers.read_table("customer", size=10)
    next(pieces)
    pieces.close()
    customers.define(CUSTOMER.model_copy(update={"fields": CUSTOMER.fields[:1]}), "ann")
    assert [list(piece[0])[:2] for piece in customers.read_table("customer", size=30)] == [["id", "Number"]]

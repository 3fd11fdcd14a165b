"""Many entries in and out, in pieces: a million are never in memory at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, TypeVar

from storage.entries.entry import Fault, Outcome, Unfit

AT_ONCE = 5000
"""Entries of one transaction."""
_FAULTS = 100
One = TypeVar("One")
Row = Mapping[str, Any]


@dataclass
class Tally:
    """How far it is: counts of rows, and the first faults (`index` counts all rows, from 0)."""

    read: int = 0
    created: int = 0
    updated: int = 0
    failed: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, outcomes: Sequence[Outcome]) -> None:
        for index, outcome in enumerate(outcomes, self.read):
            if outcome.done == "created":
                self.created += 1
            elif outcome.done == "updated":
                self.updated += 1
            else:
                self.failed += 1
                if outcome.problem and len(self.faults) < _FAULTS:
                    self.faults.append(replace(outcome.problem, index=index))
        self.read += len(outcomes)


def take_in(rows: Iterable[Row], write: Callable[[Sequence[Row], int], list[Outcome]],
            told: Callable[[Tally], None]) -> Tally:  # fmt: skip
    """Write rows piece by piece, `write` is given each with its number; faults that stop it tell the row of all."""
    tally = Tally()
    for number, piece in enumerate(pieces(rows)):
        try:
            tally.add(write(piece, number))
        except Unfit as wrong:
            raise Unfit([replace(fault, index=tally.read + (fault.index or 0)) for fault in wrong.faults]) from None
        told(tally)
    return tally


def pieces(rows: Iterable[One], size: int = AT_ONCE) -> Iterator[list[One]]:
    left = iter(rows)
    while piece := list(islice(left, size)):
        yield piece

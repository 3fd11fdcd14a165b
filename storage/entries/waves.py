"""Operations in groups that can be done at once: nothing that an entry goes through is done out of order."""

from collections.abc import Iterable, Iterator

from storage.entries.prepared import Prepared


def waves(operations: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """Runs of operations on one component, each entry touched once at most.

    What goes by id and what goes by primary key stand apart, since both may mean the same entry.
    """
    wave: list[Prepared] = []
    touched: set[object] = set()
    for operation in operations:
        marks = [mark for mark in (operation.id, operation.key) if mark is not None]
        if wave and (not _alike(wave[-1], operation) or not touched.isdisjoint(marks)):
            yield wave
            wave, touched = [], set()
        wave.append(operation)
        touched.update(marks)
    if wave:
        yield wave


def _alike(one: Prepared, other: Prepared) -> bool:
    return one.sheet is other.sheet and (one.kind == "save") == (other.kind == "save")

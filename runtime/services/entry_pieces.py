"""Changes cut where one looks for what another one before it made."""

from collections.abc import Iterator, Mapping, Sequence

from runtime.entry_access import Change
from runtime.problems import Problem


def pieces(changes: Sequence[Change], keys: Mapping[str, Sequence[str]]) -> Iterator[list[Change]]:
    """The changes in their order; an entry is removed by its key only in a piece behind the one that saved it.

    `keys` are the fields of each component's primary key. Nearly always there is one piece.
    """
    if not any(change.kind == "remove" for change in changes):
        yield list(changes)
        return
    piece: list[Change] = []
    saved: set[object] = set()
    for change in changes:
        if change.kind in ("create", "update", "save", "remove"):
            mark = (change.component, *(str(change.values.get(field)) for field in keys.get(change.component, ())))
            if change.kind == "remove" and (mark in saved or change.component in saved):
                yield piece
                piece, saved = [], set()
            if change.kind != "remove":
                # Which key an update by id ends with is not seen here.
                saved.add(change.component if change.kind == "update" else mark)
        piece.append(change)
    if piece:
        yield piece


def keyless(change: Change, keys: Mapping[str, Sequence[str]]) -> Problem | None:
    """Why a change that goes by the primary key cannot: an empty part of a key belongs to no entry."""
    if change.kind in ("save", "remove"):
        for field in keys.get(change.component, ()):
            if change.values.get(field) is None:
                return Problem(code="entry_key_empty", parameters={"field": field})
    return None

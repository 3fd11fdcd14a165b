"""Entries where nothing may be looked at: nobody has any."""

from collections.abc import Mapping, Sequence
from typing import Any

from runtime.entry_access import Change, Entry, Outcome, Question


class NoEntries:
    """For checks: every component is empty, and nothing is written."""

    def find(self, component: str, keys: Sequence[Mapping[str, Any]]) -> Sequence[int | None]:
        return [None] * len(keys)

    def get(self, component: str, ids: Sequence[Any]) -> Sequence[Entry | None]:
        return [None] * len(ids)

    def query(self, question: Question, askings: Sequence[Sequence[Any]]) -> Sequence[list[Entry]]:
        return [[] for _ in askings]

    def write(self, changes: Sequence[Change], key: str, *, skip: bool = False) -> list[Outcome]:
        raise AssertionError("a check writes nothing")

    def post(self, changes: Sequence[Change], key: str) -> None:
        raise AssertionError("a check writes nothing")

"""The entries of a sandbox as steps may use them: storage's words become problems, field ids today's names."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from runtime.entry_access import NO_ENTRY, Change, Entry, Outcome, Question
from runtime.problems import Outage, Problem, Problems
from runtime.services.entry_pieces import keyless, pieces
from runtime.services.entry_questions import answers
from storage.entries import Entries, Fault, Operation, Unfit
from storage.entries import Outcome as Stored
from storage.entries.values import Misfit, fit
from storage.errors import StorageError

_PASSING = {"storage_busy", "changed_meanwhile", "postgresql_unreachable"}
"""What may be over with the next attempt."""


class RuntimeEntries:
    """`Entries` of one run: what it writes, `user` wrote."""

    def __init__(self, store: Entries, user: str) -> None:
        self._store, self._user = store, user

    def find(self, component: str, keys: Sequence[Mapping[str, Any]]) -> Sequence[int | None]:
        with told():
            names = [field.id for field in self._store.component(component).key]
            return self._store.find(component, [[key.get(name) for name in names] for key in keys])

    def get(self, component: str, ids: Sequence[Any]) -> Sequence[Entry | None]:
        with told():
            return self._store.get(component, [_id(one) or 0 for one in ids])

    def query(self, question: Question, askings: Sequence[Sequence[Any]]) -> Sequence[list[Entry]]:
        with told():
            return answers(self._store, question, askings)

    def write(self, changes: Sequence[Change], key: str, *, skip: bool = False) -> list[Outcome]:
        keys = {name: self._key(name) for name in {one.component for one in changes if one.kind in ("save", "remove")}}
        bad = {at: found for at, one in enumerate(changes) if (found := keyless(one, keys))} if keys else {}
        if not bad:
            return self._written(changes, key, keys, skip=skip)
        if not skip:
            raise Problems(*(found.model_copy(update={"item": {"index": at}}) for at, found in bad.items()))
        good = [one for at, one in enumerate(changes) if at not in bad]
        done = iter(self._written(good, key, keys, skip=skip))
        return [Outcome("failed", None, bad[at]) if at in bad else next(done) for at in range(len(changes))]

    def post(self, changes: Sequence[Change], key: str) -> None:
        with told():
            self._store.post(self._operations(changes), self._user, key=key)

    def _written(self, changes: Sequence[Change], key: str, keys: Mapping[str, Sequence[str]], *, skip: bool
                 ) -> list[Outcome]:  # fmt: skip
        outcomes: list[Outcome] = []
        for number, piece in enumerate(pieces(changes, keys)):
            part = f"{key}:{number}" if number else key
            with told(len(outcomes)):
                done = self._store.write(self._operations(piece), self._user, key=part,
                                         on_error="skip" if skip else "stop")  # fmt: skip
            outcomes += map(_outcome, done)
        return outcomes

    def _key(self, component: str) -> list[str]:
        with told():
            return [field.id for field in self._store.component(component).key]

    def _operations(self, changes: Sequence[Change]) -> list[Operation]:
        """Fields by the names that they have now; what goes by key is looked up."""
        components = {name: self._store.component(name) for name in {one.component for one in changes}}
        names = {name: {field.id: field.name for field in one.fields} for name, one in components.items()}
        found = self._removed(changes)
        made = []
        for at, one in enumerate(changes):
            now = names[one.component]
            values = {now.get(field, field): value for field, value in one.values.items()}
            kind, entry = ("delete", found[at]) if one.kind == "remove" else (one.kind, _id(one.id))
            made.append(Operation(one.component, kind, entry, values))
        return made

    def _removed(self, changes: Sequence[Change]) -> dict[int, int]:
        """By index: the entry that is removed by its key."""
        by_component: dict[str, list[int]] = {}
        for at, one in enumerate(changes):
            if one.kind == "remove":
                by_component.setdefault(one.component, []).append(at)
        return {
            at: owner or NO_ENTRY
            for component, places in by_component.items()
            for at, owner in zip(places, self.find(component, [changes[at].values for at in places]), strict=True)
        }


@contextmanager
def told(before: int = 0) -> Iterator[None]:
    """Storage's refusals as problems; `before` operations stood before those that it counts."""
    try:
        yield
    except Unfit as wrong:
        raise Problems(*(problem_of(fault, before) for fault in wrong.faults)) from wrong
    except StorageError as wrong:
        kind = Outage if wrong.code in _PASSING else Problems
        raise kind(Problem(code=wrong.code, parameters=wrong.parameters)) from wrong


def problem_of(fault: Fault, before: int = 0) -> Problem:
    at = None if fault.index is None else {"index": fault.index + before}
    return Problem(code=fault.code, parameters=dict(fault.parameters), item=at)


def _outcome(stored: Stored) -> Outcome:
    if stored.problem:
        return Outcome("failed", stored.id, problem_of(stored.problem))
    return Outcome(stored.done, stored.id)


def _id(value: Any) -> int | None:
    """An id, also where it came as text; None where it is none."""
    if value is None or type(value) is int:
        return value
    try:
        known: int | None = fit("catalog", value)
    except Misfit:
        return None
    return known

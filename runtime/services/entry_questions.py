"""Many askings of one question: as few queries as can be."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from runtime.entry_access import Entry, Question
from storage.component import AUTOMATIC, Component
from storage.entries import Entries, EntryCondition
from storage.entries.values import Misfit, fit

AT_ONCE = 1000


def answers(store: Entries, question: Question, askings: Sequence[Sequence[Any]]) -> list[list[Entry]]:
    """The entries for each asking. A thousand askings for equal values are one query; others are one each."""
    component = store.component(question.component)
    if question.asked and question.match == "all" and all(operator == "equal" for _, operator in question.asked):
        return _shared(store, component, question, askings)
    fixed = _fixed(component, question)
    asked = [(_name(component, field), operator) for field, operator in question.asked]
    return [
        store.query(
            component.id, [*fixed, *(EntryCondition(*one, value) for one, value in zip(asked, values, strict=True))],
            match=question.match, order=_order(component, question), limit=question.limit,
        )
        for values in askings
    ]  # fmt: skip


def _shared(store: Entries, component: Component, question: Question, askings: Sequence[Sequence[Any]]
            ) -> list[list[Entry]]:  # fmt: skip
    """All entries that have one of the values in each field, handed out to those who asked for just these."""
    names = [_name(component, field) for field, _ in question.asked]
    kinds = [_kind(component, name) for name in names]
    wanted = [_fitted(kinds, values) for values in askings]
    some = list(dict.fromkeys(key for key in wanted if key is not None))
    found: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for start in range(0, len(some), AT_ONCE):
        piece = some[start : start + AT_ONCE]
        among = [EntryCondition(name, "in", list({key[at] for key in piece})) for at, name in enumerate(names)]
        tests = [*_fixed(component, question), *among]
        meant = set(piece)
        for entry in store.query(component.id, tests, order=_order(component, question)):
            key = _fitted(kinds, [entry[name] for name in names])
            if key is not None and key in meant:
                found[key].append(entry)
    return [found[key][: question.limit] if key in found else [] for key in wanted]


def _fixed(component: Component, question: Question) -> list[EntryCondition]:
    return [EntryCondition(_name(component, one.field), one.operator, one.value) for one in question.tests]


def _order(component: Component, question: Question) -> Any:
    return [(_name(component, field), direction) for field, direction in question.order]


def _name(component: Component, field: str) -> str:
    """The name that a field has now; settings name it by its id, which stays."""
    return next((one.name for one in component.fields if one.id == field), field)


def _kind(component: Component, name: str) -> str:
    field = component.field(name) or AUTOMATIC.get(name)
    return field.type if field else "string"


def _fitted(kinds: Sequence[str], values: Sequence[Any]) -> tuple[Any, ...] | None:
    """The values as columns keep them; None where no entry can have them: null equals nothing."""
    try:
        key = tuple(fit(kind, value) for kind, value in zip(kinds, values, strict=True))
    except Misfit:
        return None
    return None if None in key else key

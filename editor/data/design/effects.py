"""What a change of the design does, as sentences: to the fields and to the entries that are there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storage.entries.change import Change, Retyped


@dataclass(frozen=True)
class Effect:
    """One sentence: `data.effects.<key>` filled by `told`, a type under `kind` by its word. `grave` takes values away
    from where they stood."""

    key: str
    told: dict[str, Any]
    kind: str = ""
    grave: bool = False


def effects(change: Change, count: int) -> list[Effect]:
    """Everything worth knowing; `count` entries are there."""
    return [*_fields(change, count), *(_retyped(one, count) for one in change.retyped), *_empty(change)]


def _fields(change: Change, count: int) -> Iterator[Effect]:
    for before, after in change.renamed.items():
        yield Effect("renamed", {"before": before, "after": after})
    for field in change.removed:
        yield Effect("removed" if count else "removed_empty", {"field": field.name, "count": count}, grave=bool(count))
    for field in change.restored:
        yield Effect("restored", {"field": field.name})
    for field in change.added if count else ():
        yield Effect("added", {"field": field.name, "count": count}, field.type)


def _retyped(one: Retyped, count: int) -> Effect:
    told = {"field": one.field.name, "count": one.lost, "examples": ", ".join(dict.fromkeys(map(str, one.examples)))}
    if one.lost:
        return Effect("retyped_lost", told, one.field.type, grave=True)
    return Effect("retyped" if count else "retyped_empty", told, one.field.type)


def _empty(change: Change) -> Iterator[Effect]:
    for field, count in change.empty.items():
        if count:
            yield Effect("empty", {"field": field, "count": count})

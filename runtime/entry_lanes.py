"""Changes divided into lanes: all that happens to one entry is in one lane, in its order."""

from collections.abc import Mapping, Sequence
from zlib import crc32

from runtime.entry_access import Change


def lanes(changes: Sequence[Change], keys: Mapping[str, Sequence[str]], count: int) -> list[list[int]]:
    """Places of the changes, lane by lane; the same changes are always divided in the same way.

    `keys` are the fields of each component's primary key. What goes by id and what goes by key may mean the same entry:
    a component that is changed in both ways stays in one lane.
    """
    if count == 1:
        return [list(range(len(changes)))]
    ways = {(one.component, _by_key(one)) for one in changes if one.kind != "create" or keys.get(one.component)}
    mixed = {component for component, by_key in ways if by_key and (component, False) in ways}
    found: list[list[int]] = [[] for _ in range(count)]
    for at, one in enumerate(changes):
        found[_lane(at, one, mixed, keys, count)].append(at)
    return found


def _lane(at: int, change: Change, mixed: set[str], keys: Mapping[str, Sequence[str]], count: int) -> int:
    if change.component in mixed:
        return crc32(change.component.encode()) % count
    if not _by_key(change):
        return crc32(f"{change.component} {change.id}".encode()) % count
    key = keys.get(change.component)
    if not key:
        return at % count
    told = [str(change.values.get(field)) for field in key]
    return crc32("\0".join([change.component, *told]).encode()) % count


def _by_key(change: Change) -> bool:
    return change.kind in ("create", "save", "remove")

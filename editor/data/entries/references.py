"""References by the names of what they refer to: `Alice Martin (12)`."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from storage.component import Component
from storage.entries import Entries, Entry, EntryCondition
from storage.errors import StorageError

_MEANT = re.compile(r"(?:^|\()(\d{1,18})\)?\s*$")
_OFFERS = 20


def naming(component: Component) -> str | None:
    """The field whose value names an entry for people: what is computed, else a text (rather none of the key)."""
    computed = [field.name for field in component.fields if field.virtual]
    texts = [field.name for field in component.fields if field.type == "string" and not field.virtual]
    plain = [name for name in texts if name not in {field.name for field in component.key}]
    keys = [field.name for field in component.key]
    return next(iter([*computed, *plain, *texts, *keys, *(field.name for field in component.fields)]), None)


def title_of(component: Component, entry: Entry) -> str:
    """What an entry is called."""
    name = naming(component)
    value = entry.get(name) if name else None
    return str(value) if value not in (None, "") else f"#{entry.get('id', '')}"


def labels(entries: Entries, component: str, ids: Iterable[int]) -> Mapping[int, str]:
    """The names of entries by id; those that are gone are missing."""
    wanted = list(dict.fromkeys(ids))
    try:
        owner = entries.component(component)
        return {found["id"]: title_of(owner, found) for found in entries.get(component, wanted) if found}
    except StorageError:
        return {}


def offers(entries: Entries, component: str, words: str) -> list[str]:
    """A few entries whose name begins with or holds `words`, as they are typed."""
    try:
        owner = entries.component(component)
        found = _found(entries, owner, words.strip())
    except StorageError:
        return []
    return [as_typed(owner, one) for one in found]


def as_typed(component: Component, entry: Entry) -> str:
    return f"{title_of(component, entry)} ({entry['id']})"


def meant(text: str) -> int | None:
    """The id that a typed reference means."""
    found = _MEANT.search(text.strip())
    return int(found[1]) if found else None


def _found(entries: Entries, owner: Component, words: str) -> list[dict[str, Any]]:
    texts = [field.name for field in owner.stored if field.type == "string"]
    if not words or not texts:
        return entries.query(owner.id, limit=_OFFERS)
    found: dict[int, Entry] = {}
    for operator in ("starts_with", "contains"):
        for asked in dict.fromkeys((words, words.capitalize())):
            conditions = [EntryCondition(name, operator, asked) for name in texts]
            rows = entries.query(owner.id, conditions, match="any", limit=_OFFERS)
            found |= {one["id"]: one for one in rows if one["id"] not in found}
        if len(found) >= _OFFERS:
            break
    return list(found.values())[:_OFFERS]

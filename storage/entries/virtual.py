"""Virtual fields: texts made of other fields by a pattern, `{first} {last}`."""

import re

from storage.component import AUTOMATIC, Component, ComponentField
from storage.entries.entry import Entry
from storage.entries.values import fit

_PART = re.compile(r"\{([^{}]+)\}")


def named_in(pattern: str) -> list[str]:
    """The fields (names or ids) that a pattern fills in."""
    return _PART.findall(pattern)


def with_virtual(entry: Entry, component: Component) -> Entry:
    """The entry with its virtual fields, all in the order of the design."""
    own = {field.name: _text(field, component, entry) if field.virtual else entry[field.name]
           for field in component.fields}  # fmt: skip
    return {"id": entry["id"], **own, **{name: entry[name] for name in AUTOMATIC}}


def _text(field: ComponentField, component: Component, entry: Entry) -> str:
    """The pattern filled in; a value that is not there leaves its place empty."""

    def value(found: re.Match[str]) -> str:
        meant = component.field(found[1])
        known = entry.get(meant.name if meant else found[1])
        return "" if known is None else str(fit("string", known))

    return _PART.sub(value, field.pattern or "").strip()


def following(before: Component, after: Component) -> Component:
    """The new design, its patterns following the fields that have other names now."""
    old = {field.id: field.name for field in before.fields}
    new = {old[field.id]: field.name for field in after.fields if field.id in old}
    taken = {field.name for field in after.fields}

    def renamed(found: re.Match[str]) -> str:
        return found[0] if found[1] in taken else f"{{{new.get(found[1], found[1])}}}"

    fields = [
        field.model_copy(update={"pattern": _PART.sub(renamed, field.pattern)}) if field.pattern else field
        for field in after.fields
    ]
    return after.model_copy(update={"fields": fields})

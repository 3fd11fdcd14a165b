"""Where the entries of a component are found: in its table, or with the flows of a proxy."""

from editor.api.callers import Caller
from editor.api.components import entries_of
from runtime.proxies import proxied_entries, proxied_entry
from storage.component import Component
from storage.entries import Entry, EntryCondition
from storage.errors import Conflict, NotFound


def sought(caller: Caller, design: Component, *, asked: list[EntryCondition], order: list[tuple[str, str]],
            offset: int, limit: int, count: bool) -> tuple[list[Entry], int | None]:  # fmt: skip
    if not design.proxy:
        entries = entries_of(caller)
        if not count:
            return entries.query(design.id, asked, order=order, offset=offset, limit=limit), None
        total, found = entries.page(design.id, asked, order=order, offset=offset, limit=limit)
        return found, total
    filters = [{"field": one.field, "operator": one.operator, "value": one.value} for one in asked]
    ordered = [{"field": name, "direction": direction} for name, direction in order]
    return proxied_entries(caller.installation, design.id, caller.name, filter=filters, order=ordered, offset=offset,
                           limit=limit, sandbox=caller.sandbox), None  # fmt: skip


def standing(caller: Caller, design: Component, id: str) -> Entry:
    number = int(id) if id.isascii() and id.isdigit() and len(id) < 19 else None
    if design.proxy:
        asked = id if number is None else number
        found = proxied_entry(caller.installation, design.id, asked, caller.name, sandbox=caller.sandbox)
    else:
        found = entries_of(caller).get(design.id, [number])[0] if number else None
    if found is None:
        raise NotFound("entry", id[:80])
    return found


def table(caller: Caller, id: str) -> Component:
    """A component that can be written."""
    design: Component = entries_of(caller).component(id)
    if design.proxy:
        raise Conflict("component_is_proxy", name=design.name)
    return design

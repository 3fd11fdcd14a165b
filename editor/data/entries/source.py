"""Who answers for the entries of a component: its own table, or the flows of a proxy."""

from collections.abc import Sequence

from editor.data.entries.window import SIZE, Order, Source
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.proxies import proxied_entries, proxied_entry
from storage.component import Component
from storage.entries import Entries, Entry, EntryCondition


class Stored:
    """The component's own table."""

    def __init__(self, entries: Entries, component: str) -> None:
        self._entries, self._component = entries, component

    def page(self, conditions: Sequence[EntryCondition], order: Order, offset: int) -> tuple[int | None, list[Entry]]:
        return self._entries.page(self._component, conditions, order=order, offset=offset, limit=SIZE)

    def get(self, id: int | str) -> Entry | None:
        return self._entries.get(self._component, [int(id)])[0]


class Proxied:
    """Two flows; nobody knows how many entries there are."""

    def __init__(self, installation: Installation, component: str, user: str) -> None:
        self._installation, self._component, self._user = installation, component, user

    def page(self, conditions: Sequence[EntryCondition], order: Order, offset: int) -> tuple[int | None, list[Entry]]:
        asked = [{"field": one.field, "operator": one.operator, "value": one.value} for one in conditions]
        ordered = [{"field": name, "direction": direction} for name, direction in order]
        found = proxied_entries(self._installation, self._component, self._user, filter=asked, order=ordered,
                                offset=offset, limit=SIZE, sandbox=self._installation.sandbox)  # fmt: skip
        return None, found[:SIZE]

    def get(self, id: int | str) -> Entry | None:
        return proxied_entry(self._installation, self._component, id, self._user, sandbox=self._installation.sandbox)


def source_of(installation: Installation, component: Component, visitor: Visitor) -> Source:
    if component.proxy:
        return Proxied(installation, component.id, visitor.person.name)
    return Stored(installation.entries(), component.id)

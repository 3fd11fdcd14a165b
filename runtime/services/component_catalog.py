"""The components of a sandbox, as flows name them."""

from collections.abc import Callable, Hashable, Sequence

from runtime.known import Named
from storage.component import AUTOMATIC, Component
from storage.entries import Entries
from storage.errors import NotFound


class ComponentCatalog:
    """Components with their fields, and with what every entry has beside them."""

    def __init__(self, entries: Callable[[], Entries]) -> None:
        self._entries = entries

    def named(self) -> Sequence[Named]:
        return [Named(one.id, one.name or one.id) for one in self._entries().components()]

    def parts(self, id: str) -> Sequence[Named]:
        component = self.get(id)
        fields = (*component.fields, *AUTOMATIC.values()) if component else ()
        return [Named(one.name if one.name in AUTOMATIC else one.id, one.name or one.id) for one in fields]

    def get(self, id: str) -> Component | None:
        try:
            return self._entries().component(id)
        except NotFound:
            return None

    def stamp(self) -> Hashable:
        return self._entries().stamp()

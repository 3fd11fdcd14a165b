"""What the list of components shows. No page in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.folding import plain
from runtime.installation import Installation
from storage.component import Component
from storage.errors import StorageError


@dataclass
class Listing:
    """What the page shows: it outlives a change of language."""

    installation: Installation
    sought: str = ""
    components: Sequence[Component] = ()
    counts: dict[str, int] = field(default_factory=dict)
    """Entries by component; a proxy has none of its own."""
    uses: dict[str, int] = field(default_factory=dict)

    def look(self) -> bool:
        """Read the components again; whether anything is different."""
        before = (self.components, self.counts, self.uses)
        entries = self.installation.entries()
        self.components = sorted(entries.components(), key=lambda one: one.name.casefold())
        self.counts = {one.id: count for one in self.components if (count := self._count(one)) is not None}
        uses = self.installation.uses()
        self.uses = {one.id: len(uses.of("component", one.id)) for one in self.components}
        return before != (self.components, self.counts, self.uses)

    def found(self) -> list[Component]:
        """The components that were sought, by their name, their description or a field."""
        words = plain(self.sought)
        return [one for one in self.components if any(words in plain(text) for text in _texts(one))]

    def _count(self, component: Component) -> int | None:
        try:
            return None if component.proxy else self.installation.entries().count(component.id)
        except StorageError:  # gone, or a proxy by now: the next look tells
            return None


def _texts(component: Component) -> list[str]:
    return [component.name, component.description, *(field.name for field in component.fields)]

"""What the list of connectors shows. No page in it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from editor.folding import plain
from runtime.installation import Installation
from storage.connector import Connector
from storage.tries import Try


@dataclass
class Listing:
    """It outlives a change of language. `uses` are counted once the page stands."""

    installation: Installation
    sought: str = ""
    connectors: Sequence[Connector] = ()
    tries: Mapping[str, Try] = field(default_factory=dict)
    uses: dict[str, int] = field(default_factory=dict)

    def look(self) -> None:
        self.connectors = self.installation.connectors().list()
        self.tries = self.installation.tries().all()

    async def count(self) -> None:
        """How many places use each."""
        uses = self.installation.uses()
        for one in self.connectors:
            self.uses[one.id] = len(await asyncio.to_thread(uses.of, "connector", one.id))

    def found(self) -> list[Connector]:
        words = plain(self.sought)
        return [one for one in self.connectors if words in plain(f"{one.name} {one.kind} {address_of(one)}")]


def address_of(connector: Connector) -> str:
    """Where it is, as far as it was said."""
    said = connector.settings.get("address") or connector.settings.get("issuer")
    return said if isinstance(said, str) else ""

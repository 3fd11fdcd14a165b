"""What the list of flows shows. No page in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from runtime.installation import Installation
from storage.record import Summary
from storage.runs import RunSummary

PAGE = 30


@dataclass
class Listing:
    """What the page shows: it outlives a change of language."""

    installation: Installation
    sought: str = ""
    shown: int = PAGE
    flows: Sequence[Summary] = ()
    last: dict[str, RunSummary] = field(default_factory=dict)

    def look(self) -> bool:
        """Read the flows and their last runs again; whether anything is different."""
        before = (self.flows, self.last)
        self.flows = sorted(self.installation.flows().list(), key=lambda flow: flow.updated_at, reverse=True)
        runs = self.installation.runs
        self.last = {flow.id: run for flow in self.page() for run in runs.list(flow=flow.id, limit=1)}
        return before != (self.flows, self.last)

    def seek(self, words: str) -> bool:
        """Look for other words; whether the page shows anything else now (a click on it may be under way)."""
        before = self.page()
        self.sought, self.shown = words, PAGE
        return not before or before != self.page()

    def found(self) -> list[Summary]:
        return [flow for flow in self.flows if _plain(self.sought) in _plain(flow.name)]

    def page(self) -> list[Summary]:
        return self.found()[: self.shown]


def _plain(words: str) -> str:
    """For searching: without case and accents."""
    return "".join(sign for sign in normalize("NFD", words.casefold()) if not "\u0300" <= sign <= "\u036f")

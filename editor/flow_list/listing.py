"""What the list of flows shows. No page in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.folding import plain
from runtime.installation import Installation
from runtime.subscriptions.state import Glance
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
    messages: dict[str, Glance] = field(default_factory=dict)

    def look(self) -> bool:
        """Read the flows, their last runs and their subscriptions again; whether anything is different."""
        before = (self.flows, self.last, self.messages)
        self.flows = sorted(self.installation.flows().list(), key=lambda flow: flow.updated_at, reverse=True)
        runs, where = self.installation.runs, self.installation.sandbox
        self.last = {flow.id: run for flow in self.page() for run in runs.list(flow=flow.id, limit=1, sandbox=where)}
        self.messages = self.installation.subscriptions.glances((flow.id for flow in self.page()), where)
        return before != (self.flows, self.last, self.messages)

    def seek(self, words: str) -> bool:
        """Look for other words; whether the page shows anything else now (a click on it may be under way)."""
        before = self.page()
        self.sought, self.shown = words, PAGE
        return not before or before != self.page()

    def found(self) -> list[Summary]:
        return [flow for flow in self.flows if plain(self.sought) in plain(flow.name)]

    def page(self) -> list[Summary]:
        return self.found()[: self.shown]

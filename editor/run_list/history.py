"""What the history shows. No page in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from runtime.installation import Installation
from storage.runs import RunSummary

PAGE = 50

STATUSES = ("queued", "running", "succeeded", "failed", "cancelled")


@dataclass
class History:
    """What the page shows: it outlives a change of language."""

    installation: Installation
    flow: str | None = None
    status: str | None = None
    shown: int = PAGE
    runs: Sequence[RunSummary] = field(default_factory=list)

    def look(self) -> bool:
        """Read the runs again; whether anything is different."""
        before = self.runs
        status = self.status if self.status in STATUSES else None
        runs, where = self.installation.runs, self.installation.sandbox
        called = self.flow is not None  # what flows called is shown with the flow alone
        self.runs = runs.list(self.flow, status, limit=self.shown + 1, called=called, sandbox=where)  # type: ignore[arg-type]
        return before != self.runs

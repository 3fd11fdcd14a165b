"""What the page Audit shows. No page in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.audit.verdict import Verdict
from storage.audit import Audit, Line

PAGE = 50


@dataclass
class Listing:
    """It outlives a change of language. `more` tells whether there are older lines; `verdict` is of the last check."""

    audit: Audit
    sought: str = ""
    lines: Sequence[Line] = field(default_factory=list)
    more: bool = False
    verdict: Verdict | None = None
    checking: bool = False

    def look(self, count: int = PAGE) -> None:
        """Read the newest lines that have the words."""
        found = self.audit.search(self.sought, limit=count + 1)
        self.lines, self.more = found[:count], len(found) > count

    def older(self) -> None:
        """Read on behind the last line."""
        last = self.lines[-1].number if self.lines else None
        found = self.audit.search(self.sought, before=last, limit=PAGE + 1)
        self.lines, self.more = [*self.lines, *found[:PAGE]], len(found) > PAGE

"""Two people on one draft: who saved in between, and what."""

from dataclasses import dataclass
from datetime import datetime

from editor.designer.wiring import Document
from runtime.changes import Change as Difference
from runtime.changes import changes
from storage.record import Record


@dataclass(frozen=True)
class Conflict:
    """What stands in the store instead of what was expected there."""

    etag: str
    author: str
    time: datetime
    base: Document
    theirs: Document
    changes: list[Difference]
    """What they changed since the last common document."""

    @classmethod
    def between(cls, base: Document, theirs: Record) -> "Conflict":
        found = changes(base, theirs.document)
        return cls(theirs.etag, theirs.updated_by, theirs.updated_at, base, theirs.document, found)

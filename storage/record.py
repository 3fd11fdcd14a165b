"""A flow as it is remembered: the row in its draft file, and what readers are given of it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal

from storage.documents import read_flow
from storage.errors import UnreadableDocument
from storage.exact_json import dumps

Document = dict[str, Any]
State = Literal["draft", "enabled", "disabled"]
Kind = Literal["native", "flowservice"]


@dataclass(frozen=True)
class Row:
    """Everything about a flow but its versions. `document` is what an editor opens: the draft, else the live version.

    `revision` rises by one with every accepted write, so an etag never comes back. Times are ISO texts in UTC.
    """

    id: str
    kind: Kind
    document: Document
    created_at: str
    created_by: str
    updated_at: str
    updated_by: str
    revision: int = 1
    state: State = "draft"
    live_version: int | None = None
    last_version: int = 0
    has_draft: bool = True
    deleted: bool = False
    samples: dict[str, Any] = field(default_factory=dict)
    """The samples of the last draft's steps, for the next draft."""

    def written(self, author: str, **changes: Any) -> "Row":
        """The row after one more write."""
        return replace(self, revision=self.revision + 1, updated_at=now(), updated_by=author, **changes)

    def etag(self) -> str:
        """`<revision>-<hash>` over all of the row."""
        return f"{self.revision}-{sha256(dumps(vars(self), sort=True)).hexdigest()[:16]}"


@dataclass(frozen=True)
class Record:
    """A flow as it is now. `state` is about what runs: `draft` = never published; times are UTC."""

    id: str
    document: Document
    state: State
    etag: str
    live_version: int | None
    has_draft: bool
    kind: Kind
    sandbox: str
    created_at: datetime
    updated_at: datetime
    created_by: str
    updated_by: str
    samples: dict[str, Any] = field(default_factory=dict)
    """The samples that the last draft had, by step id; not part of a version."""

    @property
    def revision(self) -> int:
        return int(self.etag.partition("-")[0])


@dataclass(frozen=True)
class Summary:
    """One line of the list of flows."""

    id: str
    name: str
    state: State
    live_version: int | None
    has_draft: bool
    kind: Kind
    created_at: datetime
    updated_at: datetime
    updated_by: str
    etag: str
    step_count: int


def seen_of(row: Row) -> Document:
    """What a witness is told of a flow."""
    return {"name": str(row.document.get("name", "")), "state": row.state, "live_version": row.live_version,
            "has_draft": row.has_draft, "revision": row.revision}  # fmt: skip


def record(row: Row, sandbox: str) -> Record:
    return Record(
        id=row.id, document=row.document, state=row.state, etag=row.etag(), live_version=row.live_version,
        has_draft=row.has_draft, kind=row.kind, sandbox=sandbox, created_at=datetime.fromisoformat(row.created_at),
        updated_at=datetime.fromisoformat(row.updated_at), created_by=row.created_by, updated_by=row.updated_by,
        samples=row.samples,
    )  # fmt: skip


def summary(row: Row) -> Summary:
    name, count = _told(row.document)
    return Summary(
        id=row.id, name=name, state=row.state, live_version=row.live_version, has_draft=row.has_draft,
        kind=row.kind, created_at=datetime.fromisoformat(row.created_at), etag=row.etag(),
        updated_at=datetime.fromisoformat(row.updated_at), updated_by=row.updated_by, step_count=count,
    )  # fmt: skip


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _told(document: Document) -> tuple[str, int]:
    """Name and number of steps; of a document that this release cannot read, what its raw shape says."""
    try:
        flow = read_flow(document)
    except UnreadableDocument:
        return str(document.get("name", "")), 0
    return flow.name, sum(1 for _ in flow.steps())

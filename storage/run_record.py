"""A run as it is given out: in short for lists, or whole."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Status = Literal["queued", "running", "succeeded", "failed", "cancelled"]


@dataclass(frozen=True, kw_only=True)
class RunSummary:
    """A run without what may be large. `version` is None for a dry run and for a run of a mere document.

    `trigger` says what started it (manual, api, cli, …); `key` is the caller's idempotency key; `files` are the
    input's name → stored file id; `steps` the counts per step; `made_files` what it made; times are UTC.
    A run that a step of another run called has that run as its `parent`; `depth` counts the runs above it.
    """

    id: str
    flow: str
    flow_name: str = ""
    version: int | None = None
    dry: bool = False
    files: dict[str, str] = field(default_factory=dict)
    user: str = ""
    trigger: str = "manual"
    key: str | None = None
    status: Status = "queued"
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    started: datetime | None = None
    finished: datetime | None = None
    status_code: int | None = None
    steps: list[dict[str, Any]] = field(default_factory=list)
    made_files: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    sandbox: str = "prod"
    parent: str | None = None
    parent_step: str | None = None
    depth: int = 0


@dataclass(frozen=True, kw_only=True)
class RunRecord(RunSummary):
    """A run whole: the frozen document it runs, the caller's model (JSON or None), its response (JSON), and the
    actions for the page that started it."""

    document: dict[str, Any] = field(default_factory=dict)
    model: Any = None
    response: Any = None
    actions: list[dict[str, Any]] = field(default_factory=list)

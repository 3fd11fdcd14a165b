"""Runs as they are remembered: one row each; the frozen document is kept once per content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Update,
    bindparam,
    select,
)  # fmt: skip
from sqlalchemy.dialects.sqlite import insert
from zstandard import ZstdCompressor, ZstdDecompressor

from storage.database import Database, Json, Moment
from storage.errors import NotFound
from storage.exact_json import dumps, loads

Status = Literal["queued", "running", "succeeded", "failed", "cancelled"]


@dataclass(frozen=True, kw_only=True)
class RunSummary:
    """A run without what may be large. `version` is None for a dry run and for a run of a mere document.

    `trigger` says what started it (manual, api, cli, …); `key` is the caller's idempotency key; `files` are the
    input's name → stored file id; `steps` the counts per step; `made_files` what it made; times are UTC.
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


@dataclass(frozen=True, kw_only=True)
class RunRecord(RunSummary):
    """A run whole: the frozen document it runs, the caller's model (JSON or None) and its response (JSON)."""

    document: dict[str, Any] = field(default_factory=dict)
    model: Any = None
    response: Any = None


_TABLES = MetaData()
_RUNS = Table(
    "runs", _TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("flow", String, nullable=False),
    Column("flow_name", String, nullable=False),
    Column("version", Integer),
    Column("dry", Boolean, nullable=False),
    Column("files", Json, nullable=False),
    Column("user", String, nullable=False),
    Column("trigger", String, nullable=False),
    Column("key", String),
    Column("status", String, nullable=False),
    Column("created", Moment, nullable=False),
    Column("started", Moment),
    Column("finished", Moment),
    Column("status_code", Integer),
    Column("steps", Json, nullable=False),
    Column("made_files", Json, nullable=False),
    Column("problems", Json, nullable=False),
    Column("sandbox", String, nullable=False),
    Column("document", String, nullable=False),
    Column("model", Json),
    Column("response", Json),
    Index("one_run_per_key", "sandbox", "flow", "key", unique=True),
    Index("runs_of_a_flow", "sandbox", "flow", "place"),
    Index("runs_by_status", "status", "place"),
)  # fmt: skip
_DOCUMENTS = Table(
    "documents", _TABLES,
    Column("hash", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip
_SHORT = [_RUNS.c[part.name] for part in fields(RunSummary)]
_WHOLE = [_RUNS.c[part.name] for part in fields(RunRecord)]
_NAMES = frozenset(part.name for part in fields(RunRecord)) - {"id", "document"}
_CREATED = insert(_RUNS).on_conflict_do_nothing(index_elements=["sandbox", "flow", "key"])


@cache
def _changed(names: tuple[str, ...]) -> Update:
    """One statement per set of fields: building it costs more than running it."""
    new = {name: bindparam(f"new_{name}", type_=_RUNS.c[name].type) for name in names}
    return _RUNS.update().where(_RUNS.c.id == bindparam("which")).values(new)


class Runs:
    """The runs of every flow and sandbox, in one SQLite file. Safe for threads and processes."""

    def __init__(self, database: Path) -> None:
        self.database = self._database = Database(database, _TABLES)
        self._document = lru_cache(maxsize=64)(self._unpacked)
        self._known: set[str] = set()

    def create(self, run: RunRecord) -> RunRecord:
        """Remember a run. With a key that its flow has seen: the first run of that key, and nothing is written."""
        row = {name: getattr(run, name) for name in _NAMES} | {"id": run.id}
        content = dumps(run.document)
        row["document"] = sha256(content).hexdigest()
        with self._database.writing() as connection:
            self._keep(connection, row["document"], content)
            made = bool(connection.execute(_CREATED, row).rowcount)
            asked = select(_RUNS.c.id).filter_by(sandbox=run.sandbox, flow=run.flow, key=run.key)
            first = run.id if made else connection.execute(asked).scalar_one()
        self._known.add(row["document"])
        return run if made else self.get(first)

    def get(self, id: str) -> RunRecord:
        """`NotFound` for an unknown id."""
        with self._database.reading() as connection:
            row = connection.execute(select(*_WHOLE).where(_RUNS.c.id == id)).mappings().one_or_none()
        if row is None:
            raise NotFound("run", id)
        return RunRecord(**{**row, "document": loads(self._document(row["document"]))})

    def update(self, id: str, **changes: Any) -> None:
        """Change a run's fields by name; `TypeError` for a name that it does not have, `NotFound`."""
        with self._database.writing() as connection:
            self.change(connection, id, changes)

    def change(self, connection: Connection, id: str, changes: Mapping[str, Any]) -> None:
        """The same inside a transaction of the caller's."""
        if unknown := changes.keys() - _NAMES:
            raise TypeError(f"a run has no {sorted(unknown)}")
        new = {f"new_{name}": value for name, value in changes.items()}
        if not connection.execute(_changed(tuple(changes)), {"which": id, **new}).rowcount:
            raise NotFound("run", id)

    def list(self, flow: str | None = None, status: Status | None = None, limit: int = 50, before: str | None = None,
             *, sandbox: str | None = None, user: str | None = None) -> Sequence[RunSummary]:  # fmt: skip
        """Newest first; `before` is the id of the last run of the page before."""
        asked = select(*_SHORT).order_by(_RUNS.c.place.desc()).limit(limit)
        wanted = {"flow": flow, "status": status, "sandbox": sandbox, "user": user}
        asked = asked.filter_by(**{name: value for name, value in wanted.items() if value is not None})
        if before is not None:
            asked = asked.where(_RUNS.c.place < select(_RUNS.c.place).where(_RUNS.c.id == before).scalar_subquery())
        with self._database.reading() as connection:
            return [RunSummary(**row) for row in connection.execute(asked).mappings()]

    def unfinished(self) -> Sequence[RunSummary]:
        """Runs that are queued or running, oldest first: what a start must look after."""
        asked = select(*_SHORT).where(_RUNS.c.status.in_(["queued", "running"])).order_by(_RUNS.c.place)
        with self._database.reading() as connection:
            return [RunSummary(**row) for row in connection.execute(asked).mappings()]

    def close(self) -> None:
        self._database.close()

    def _keep(self, connection: Connection, name: str, content: bytes) -> None:
        if name not in self._known:
            squeezed = ZstdCompressor().compress(content)
            connection.execute(insert(_DOCUMENTS).values(hash=name, content=squeezed).on_conflict_do_nothing())

    def _unpacked(self, name: str) -> bytes:
        with self._database.reading() as connection:
            content = connection.execute(select(_DOCUMENTS.c.content).where(_DOCUMENTS.c.hash == name)).scalar_one()
        return ZstdDecompressor().decompress(content)

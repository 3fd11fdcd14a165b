"""Runs as they are remembered: one row each; the frozen document is kept once per content."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Update, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert
from zstandard import ZstdCompressor, ZstdDecompressor

from storage.database import Database
from storage.errors import NotFound
from storage.exact_json import dumps, loads
from storage.growing import grow
from storage.run_record import RunRecord, RunSummary, Status
from storage.run_tables import DOCUMENTS, RUNS, TABLES

__all__ = ["RunRecord", "RunSummary", "Runs", "Status"]
_SHORT = [RUNS.c[part.name] for part in fields(RunSummary)]
_WHOLE = [RUNS.c[part.name] for part in fields(RunRecord)]
_NAMES = frozenset(part.name for part in fields(RunRecord)) - {"id", "document"}
_CREATED = insert(RUNS).on_conflict_do_nothing(index_elements=["sandbox", "flow", "key"])


@cache
def _changed(names: tuple[str, ...]) -> Update:
    """One statement per set of fields: building it costs more than running it."""
    new = {name: bindparam(f"new_{name}", type_=RUNS.c[name].type) for name in names}
    return RUNS.update().where(RUNS.c.id == bindparam("which")).values(new)


class Runs:
    """The runs of every flow and sandbox, in one SQLite file. Safe for threads and processes."""

    def __init__(self, database: Path) -> None:
        self.database = self._database = Database(database, TABLES)
        with self._database.writing() as connection:
            grow(connection, TABLES)
        self._document = lru_cache(maxsize=64)(self._unpacked)
        self._known: set[str] = set()

    def create(self, run: RunRecord, beside: Callable[[Connection, str], None] | None = None) -> RunRecord:
        """Remember a run. With a key that its flow has seen: the first run of that key, and nothing is written.

        `beside` writes more in the transaction of a new run; it is given the run's id.
        """
        try:
            with self._database.writing() as connection:
                made = bool(connection.execute(_CREATED, self._row(connection, run)).rowcount)
                if made and beside:
                    beside(connection, run.id)
                asked = select(RUNS.c.id).filter_by(sandbox=run.sandbox, flow=run.flow, key=run.key)
                first = run.id if made else connection.execute(asked).scalar_one()
        except BaseException:
            self.doubt()
            raise
        return run if made else self.get(first)

    def insert(self, connection: Connection, runs: Iterable[RunRecord]) -> None:
        """Remember new runs without keys inside a transaction of the caller's."""
        rows = [self._row(connection, run) for run in runs]
        if rows:
            connection.execute(RUNS.insert(), rows)

    def doubt(self) -> None:
        """A transaction with new runs failed: their documents may not be stored."""
        self._known.clear()

    def get(self, id: str) -> RunRecord:
        """`NotFound` for an unknown id."""
        with self._database.reading() as connection:
            row = connection.execute(select(*_WHOLE).where(RUNS.c.id == id)).mappings().one_or_none()
        if row is None:
            raise NotFound("run", id)
        document = loads(self._document(row["document"]))
        return RunRecord(**{**row, "document": document, "actions": row["actions"] or []})

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
             *, sandbox: str | None = None, user: str | None = None, called: bool = True,
             parent: str | None = None) -> Sequence[RunSummary]:  # fmt: skip
        """Newest first; `before` is the id of the last run of the page before.

        Those that steps of the run `parent` called; without `called`, none that any run called.
        """
        asked = select(*_SHORT).order_by(RUNS.c.place.desc()).limit(limit)
        wanted = {"flow": flow, "status": status, "sandbox": sandbox, "user": user, "parent": parent}
        asked = asked.filter_by(**{name: value for name, value in wanted.items() if value is not None})
        if not called:
            asked = asked.where(RUNS.c.parent.is_(None))
        if before is not None:
            asked = asked.where(RUNS.c.place < select(RUNS.c.place).where(RUNS.c.id == before).scalar_subquery())
        return self._summaries(asked)

    def count(self, sandbox: str) -> int:
        """How many runs a sandbox remembers."""
        with self._database.reading() as connection:
            asked = select(func.count()).where(RUNS.c.sandbox == sandbox)
            return int(connection.execute(asked).scalar_one())

    def children(self, id: str, limit: int = 100) -> Sequence[RunSummary]:
        """The runs that steps of a run called, oldest first."""
        asked = select(*_SHORT).where(RUNS.c.parent == id).order_by(RUNS.c.place).limit(limit)
        return self._summaries(asked)

    def lineage(self, id: str) -> Sequence[RunSummary]:
        """A run, the run that called it, and so on up to the one that nobody called."""
        found = self._summaries(select(*_SHORT).where(RUNS.c.id == id))
        return [*found, *(self.lineage(found[0].parent) if found and found[0].parent else ())]

    def unfinished(self) -> Sequence[RunSummary]:
        """Runs that are queued or running, oldest first: what a start must look after."""
        asked = select(*_SHORT).where(RUNS.c.status.in_(["queued", "running"])).order_by(RUNS.c.place)
        return self._summaries(asked)

    def ended(self, before: datetime, limit: int) -> Sequence[str]:
        """The ids of runs that ended before a moment, oldest first."""
        asked = select(RUNS.c.id).where(RUNS.c.finished < before, RUNS.c.status.notin_(["queued", "running"]))
        with self._database.reading() as connection:
            return list(connection.execute(asked.order_by(RUNS.c.place).limit(limit)).scalars())

    def forget(self, connection: Connection, ids: Sequence[str]) -> None:
        """Drop runs, and the documents that no other run has, inside a transaction of the caller's."""
        connection.execute(RUNS.delete().where(RUNS.c.id.in_(ids)))
        connection.execute(DOCUMENTS.delete().where(DOCUMENTS.c.hash.notin_(select(RUNS.c.document))))
        self.doubt()

    def close(self) -> None:
        self._database.close()

    def _summaries(self, asked: Select[Any]) -> Sequence[RunSummary]:
        with self._database.reading() as connection:
            return [RunSummary(**row) for row in connection.execute(asked).mappings()]

    def _row(self, connection: Connection, run: RunRecord) -> dict[str, Any]:
        content = dumps(run.document)
        name = sha256(content).hexdigest()
        if name not in self._known:
            squeezed = ZstdCompressor().compress(content)
            connection.execute(insert(DOCUMENTS).values(hash=name, content=squeezed).on_conflict_do_nothing())
            self._known.add(name)
        return {part: getattr(run, part) for part in _NAMES} | {"id": run.id, "document": name}

    def _unpacked(self, name: str) -> bytes:
        with self._database.reading() as connection:
            content = connection.execute(select(DOCUMENTS.c.content).where(DOCUMENTS.c.hash == name)).scalar_one()
        return ZstdDecompressor().decompress(content)

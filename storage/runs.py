"""Runs as they are remembered: one row each; the frozen document is kept once per content."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Update, bindparam, select
from sqlalchemy.dialects.sqlite import insert
from zstandard import ZstdCompressor, ZstdDecompressor

from storage.database import Database
from storage.errors import NotFound
from storage.exact_json import dumps, loads
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
            asked = select(RUNS.c.id).filter_by(sandbox=run.sandbox, flow=run.flow, key=run.key)
            first = run.id if made else connection.execute(asked).scalar_one()
        self._known.add(row["document"])
        return run if made else self.get(first)

    def get(self, id: str) -> RunRecord:
        """`NotFound` for an unknown id."""
        with self._database.reading() as connection:
            row = connection.execute(select(*_WHOLE).where(RUNS.c.id == id)).mappings().one_or_none()
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
        asked = select(*_SHORT).order_by(RUNS.c.place.desc()).limit(limit)
        wanted = {"flow": flow, "status": status, "sandbox": sandbox, "user": user}
        asked = asked.filter_by(**{name: value for name, value in wanted.items() if value is not None})
        if before is not None:
            asked = asked.where(RUNS.c.place < select(RUNS.c.place).where(RUNS.c.id == before).scalar_subquery())
        with self._database.reading() as connection:
            return [RunSummary(**row) for row in connection.execute(asked).mappings()]

    def unfinished(self) -> Sequence[RunSummary]:
        """Runs that are queued or running, oldest first: what a start must look after."""
        asked = select(*_SHORT).where(RUNS.c.status.in_(["queued", "running"])).order_by(RUNS.c.place)
        with self._database.reading() as connection:
            return [RunSummary(**row) for row in connection.execute(asked).mappings()]

    def close(self) -> None:
        self._database.close()

    def _keep(self, connection: Connection, name: str, content: bytes) -> None:
        if name not in self._known:
            squeezed = ZstdCompressor().compress(content)
            connection.execute(insert(DOCUMENTS).values(hash=name, content=squeezed).on_conflict_do_nothing())

    def _unpacked(self, name: str) -> bytes:
        with self._database.reading() as connection:
            content = connection.execute(select(DOCUMENTS.c.content).where(DOCUMENTS.c.hash == name)).scalar_one()
        return ZstdDecompressor().decompress(content)

"""What runs said: numbered events, read by (run, number) and searched on the server."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, String, Table, func, or_, select
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.errors import Conflict
from storage.exact_json import loads, marked

_TABLES = MetaData()
_EVENTS = Table(
    "events", _TABLES,
    Column("run", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("level", Integer),
    Column("step", String),
    Column("code", String),
    Column("words", String),
    Column("event", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
Event = tuple[int, dict[str, Any]]


class Logs:
    """The events of every run, in one SQLite file. A number of a run is given once and never changes."""

    def __init__(self, database: Path | Database) -> None:
        """In a file of their own, or beside the runs in theirs."""
        self._database = Database(database, _TABLES) if isinstance(database, Path) else database
        self._database.make(_TABLES)

    def append(self, run: str, events: Iterable[tuple[int, bytes | str]]) -> None:
        """Write a batch of (number, event as JSON) in one transaction; it survives kill -9 when this returns.

        `Conflict("event_number_taken")` for a number that the run has; then none of the batch is written.
        """
        self.append_all({run: events})

    def append_all(self, batch: Mapping[str, Iterable[tuple[int, bytes | str]]]) -> None:
        """The same for several runs in one transaction; a full batch of many small runs costs one commit."""
        with self._database.writing() as connection:
            self.insert(connection, batch)

    def insert(self, connection: Connection, batch: Mapping[str, Iterable[tuple[int, bytes | str]]]) -> None:
        """The same inside a transaction of the caller's."""
        rows = [_row(run, number, marked(event)) for run, events in batch.items() for number, event in events]
        try:
            if rows:
                connection.execute(_EVENTS.insert(), rows)
        except IntegrityError as taken:
            raise Conflict("event_number_taken", run=", ".join(batch)) from taken

    def read(self, run: str, after: int = 0, limit: int = 1000) -> Sequence[Event]:
        """The events after a number, in order."""
        asked = select(_EVENTS.c.number, _EVENTS.c.event).where(_EVENTS.c.run == run, _EVENTS.c.number > after)
        return self._found(asked.order_by(_EVENTS.c.number).limit(limit))

    def last(self, run: str) -> int:
        """The highest number of the run; 0 before its first event."""
        with self._database.reading() as connection:
            return connection.execute(select(func.max(_EVENTS.c.number)).where(_EVENTS.c.run == run)).scalar() or 0

    def count(self, run: str) -> int:
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).where(_EVENTS.c.run == run)).scalar_one()

    def search(self, run: str, text: str = "", level: str | None = None, step: str | None = None, *,
               after: int | None = None, before: int | None = None, limit: int = 1000,
               codes: Iterable[str] = ()) -> Sequence[Event]:  # fmt: skip
        """Events that hold `text` in any case, of `level` or graver, of `step`; always in order of their numbers.

        `codes` also pass for the text: the sentences of the reader's language that hold it. With `before` the last
        `limit` ones before that number are given, else the first `limit` ones after `after`.
        """
        asked = select(_EVENTS.c.number, _EVENTS.c.event).where(_EVENTS.c.run == run)
        if text:
            hit = func.instr(_EVENTS.c.words, text.casefold()) > 0
            asked = asked.where(or_(hit, _EVENTS.c.code.in_(list(codes))))
        if level is not None:
            asked = asked.where(_EVENTS.c.level >= _LEVELS[level])
        if step is not None:
            asked = asked.where(_EVENTS.c.step == step)
        if after is not None:
            asked = asked.where(_EVENTS.c.number > after)
        if before is None:
            return self._found(asked.order_by(_EVENTS.c.number).limit(limit))
        latest = asked.where(_EVENTS.c.number < before).order_by(_EVENTS.c.number.desc()).limit(limit)
        return self._found(latest)[::-1]

    def forget(self, connection: Connection, runs: Sequence[str]) -> None:
        """Drop everything that these runs said, inside a transaction of the caller's."""
        connection.execute(_EVENTS.delete().where(_EVENTS.c.run.in_(runs)))

    def close(self) -> None:
        self._database.close()

    def _found(self, asked: Any) -> list[Event]:
        with self._database.reading() as connection:
            return [(number, loads(event)) for number, event in connection.execute(asked)]


def _row(run: str, number: int, event: bytes) -> dict[str, Any]:
    said = loads(event)
    told = [said.get("text"), said.get("code"), said.get("name"), *(said.get("parameters") or {}).values()]
    for problem in said.get("problems") or ():
        told += [problem.get("code"), *(problem.get("parameters") or {}).values()]
    words = "\n".join(str(word) for word in told if word is not None).casefold()
    level = _LEVELS.get(said.get("level"), 40 if said["type"] == "step_failed" else 20)
    return {
        "run": run, "number": number, "level": level, "step": said.get("step"), "code": said.get("code"),
        "words": words, "event": event,
    }  # fmt: skip

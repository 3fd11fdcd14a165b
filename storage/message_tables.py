"""The table behind messages that came from brokers: a row each, beside the runs that they made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, Row, String, Table

from storage.database import Json, Moment

TABLES = MetaData()
MESSAGES = Table(
    "messages", TABLES,
    Column("number", Integer, primary_key=True),
    Column("sandbox", String, nullable=False),
    Column("flow", String, nullable=False),
    Column("key", String, nullable=False),
    Column("state", String, nullable=False),  # taken (it has a run), done, dead (set aside for a person)
    Column("acknowledged", Boolean, nullable=False),
    Column("run", String),
    Column("id", String, nullable=False),
    Column("sent", Moment),
    Column("taken", Moment, nullable=False),
    Column("headers", Json),
    Column("body", LargeBinary),
    Column("problem", Json),
    Index("one_message_per_key", "sandbox", "flow", "key", unique=True),
    Index("messages_by_state", "sandbox", "flow", "state"),
    Index("messages_by_time", "state", "taken"),
    sqlite_autoincrement=True,
)  # fmt: skip
NOTHING_KEPT = {"state": "done", "body": None, "headers": None, "problem": None}
"""A message that nobody needs any more: only its key stays, should it come again."""


@dataclass(frozen=True)
class TakenMessage:
    """A message as it is remembered. `key` is what makes it the same message; `problem` says why it is set aside."""

    key: str
    id: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: datetime | None = None
    run: str | None = None
    problem: dict[str, Any] | None = None
    number: int = 0
    taken: datetime = field(default_factory=lambda: datetime.now(UTC))


def taken_message(row: Row[Any]) -> TakenMessage:
    """A row as it is given out."""
    return TakenMessage(
        row.key, row.id, row.body, row.headers or {}, row.sent, row.run, row.problem, row.number, row.taken
    )

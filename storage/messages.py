"""What came from brokers: every message is taken once.

A message and its run are stored in one transaction, or neither. A row's body is kept until its run is over; the row
itself stays a while, so that a message that comes again makes no second run.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from storage.database import Database
from storage.message_tables import MESSAGES, NOTHING_KEPT, TABLES, TakenMessage

_M = MESSAGES.c


class Messages:
    """The messages of one flow. Safe for threads; two processes never take the messages of one flow."""

    def __init__(self, database: Database, flow: str, sandbox: str = "prod") -> None:
        self._database, self._flow, self._sandbox = database, flow, sandbox
        database.make(TABLES)

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that were taken before."""
        with self._database.reading() as connection:
            asked = select(_M.key).where(*self._mine(), _M.key.in_(list(keys)))
            return set(connection.execute(asked).scalars())

    def unacknowledged(self, beginning: str) -> Sequence[str]:
        """The keys that begin so, of messages whose acknowledgment may not have reached the broker; oldest first."""
        asked = select(_M.key).where(*self._mine(), _M.key.startswith(beginning, autoescape=True), ~_M.acknowledged)
        with self._database.reading() as connection:
            return list(connection.execute(asked.order_by(_M.number)).scalars())

    def take(self, connection: Connection, run: str, messages: Sequence[TakenMessage]) -> None:
        """Remember them with their run, inside the transaction that makes it."""
        connection.execute(insert(MESSAGES), [self._row(one, "taken") | {"run": run} for one in messages])

    def set_aside(self, messages: Sequence[TakenMessage]) -> None:
        """Remember messages that no run can be started for; each says why in its `problem`."""
        with self._database.writing() as connection:
            connection.execute(insert(MESSAGES), [self._row(one, "dead") for one in messages])

    def acknowledged(self, keys: Sequence[str]) -> None:
        """The broker was told that these are taken."""
        with self._database.writing() as connection:
            connection.execute(update(MESSAGES).where(*self._mine(), _M.key.in_(keys)).values(acknowledged=True))

    def open_runs(self) -> Sequence[str]:
        """The runs whose messages are not done, oldest first."""
        asked = select(_M.run).where(*self._mine(), _M.state == "taken").group_by(_M.run)
        with self._database.reading() as connection:
            return [run for run in connection.execute(asked.order_by(func.min(_M.number))).scalars() if run]

    def done(self, run: str) -> None:
        """The run finished: its messages' bodies are needed no more."""
        self._change(run, NOTHING_KEPT)

    def give_up(self, run: str, problem: Mapping[str, Any]) -> None:
        """The run will not finish: its messages are set aside."""
        self._change(run, {"state": "dead", "problem": dict(problem)})

    def _change(self, run: str, told: Mapping[str, Any]) -> None:
        with self._database.writing() as connection:
            connection.execute(update(MESSAGES).where(*self._mine(), _M.run == run).values(dict(told)))

    def _mine(self) -> tuple[Any, ...]:
        return _M.sandbox == self._sandbox, _M.flow == self._flow

    def _row(self, one: TakenMessage, state: str) -> dict[str, Any]:
        return {
            "sandbox": self._sandbox, "flow": self._flow, "key": one.key, "state": state, "acknowledged": False,
            "run": one.run, "id": one.id, "sent": one.sent, "taken": one.taken, "headers": dict(one.headers),
            "body": one.body, "problem": one.problem,
        }  # fmt: skip


def flows_with_open_runs(database: Database) -> Sequence[tuple[str, str]]:
    """Sandbox and id of every flow that has messages whose runs are not done."""
    database.make(TABLES)
    with database.reading() as connection:
        asked = select(_M.sandbox, _M.flow).where(_M.state == "taken").distinct()
        return [(sandbox, flow) for sandbox, flow in connection.execute(asked)]


def forget_sandbox(database: Database, sandbox: str) -> None:
    """Drop everything that came for the flows of a sandbox, also what was set aside."""
    database.make(TABLES)
    with database.writing() as connection:
        connection.execute(delete(MESSAGES).where(_M.sandbox == sandbox))


def forget_done(database: Database, before: datetime) -> None:
    """Drop what is done and was taken before a moment, of all flows."""
    database.make(TABLES)
    with database.writing() as connection:
        connection.execute(delete(MESSAGES).where(_M.state == "done", _M.taken < before))

"""Messages that no run could be made of, or finish: set aside until a person replays or drops them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, update

from storage.database import Database
from storage.errors import NotFound
from storage.message_tables import MESSAGES, NOTHING_KEPT, TABLES, TakenMessage, taken_message

_M = MESSAGES.c


class DeadLetters:
    """Those of one flow. `NotFound` for a number that is not set aside (any more): somebody may have been quicker."""

    def __init__(self, database: Database, flow: str, sandbox: str = "prod") -> None:
        self._database = database
        self._where = (_M.sandbox == sandbox, _M.flow == flow, _M.state == "dead")
        database.make(TABLES)

    def list(self, limit: int = 100) -> Sequence[TakenMessage]:
        """Oldest first."""
        asked = select(MESSAGES).where(*self._where).order_by(_M.number).limit(limit)
        with self._database.reading() as connection:
            return [taken_message(row) for row in connection.execute(asked)]

    def count(self) -> int:
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).where(*self._where)).scalar_one())

    def get(self, number: int) -> TakenMessage:
        with self._database.reading() as connection:
            row = connection.execute(select(MESSAGES).where(*self._where, _M.number == number)).one_or_none()
        if row is None:
            raise NotFound("dead_letter", str(number))
        return taken_message(row)

    def replay(self, connection: Connection, number: int, run: str, body: bytes) -> None:
        """It has a run again, inside the transaction that makes it."""
        self._change(connection, number, {"state": "taken", "run": run, "body": body, "problem": None})

    def drop(self, number: int) -> None:
        """Nobody wants it any more; should it come again, it is still known."""
        with self._database.writing() as connection:
            self._change(connection, number, NOTHING_KEPT)

    def _change(self, connection: Connection, number: int, told: dict[str, Any]) -> None:
        if not connection.execute(update(MESSAGES).where(*self._where, _M.number == number).values(told)).rowcount:
            raise NotFound("dead_letter", str(number))


def dead_letter_counts(database: Database, flows: Iterable[str], sandbox: str = "prod") -> dict[str, int]:
    """How many are set aside of each of these flows; those without any are left out. The tables are there."""
    asked = select(_M.flow, func.count()).group_by(_M.flow)
    asked = asked.where(_M.sandbox == sandbox, _M.flow.in_(list(flows)), _M.state == "dead")
    with database.reading() as connection:
        return {flow: int(count) for flow, count in connection.execute(asked)}

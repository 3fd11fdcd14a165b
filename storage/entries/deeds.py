"""What was written with a key, and what came of it: the same key never writes twice."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from storage.entries.entry import Fault, Outcome
from storage.entries.place import insert_unless_there
from storage.entries.tables import DEEDS

_D = DEEDS.c


class Deed:
    """A key of a sandbox, inside the transaction that writes."""

    def __init__(self, connection: Connection, sandbox: str, key: str) -> None:
        self._connection, self._sandbox, self._key = connection, sandbox, key

    def begun(self) -> bool:
        """Claim the key; False where it was claimed before. Another process that claims it is waited for."""
        row = {"sandbox": self._sandbox, "key": self._key, "outcomes": [], "time": datetime.now(UTC)}
        return insert_unless_there(self._connection, DEEDS, row)

    def outcomes(self) -> list[Outcome]:
        """What came of it the first time."""
        asked = select(_D.outcomes).where(_D.sandbox == self._sandbox, _D.key == self._key)
        return [_outcome(*told) for told in self._connection.execute(asked).scalar_one()]

    def known(self) -> bool:
        asked = select(_D.key).where(_D.sandbox == self._sandbox, _D.key == self._key)
        return self._connection.execute(asked).first() is not None

    def end(self, outcomes: Sequence[Outcome]) -> None:
        """Remember what came of it, with the deed itself."""
        told = [[one.done, one.id, one.problem and asdict(one.problem)] for one in outcomes]
        mine = (_D.sandbox == self._sandbox) & (_D.key == self._key)
        self._connection.execute(DEEDS.update().where(mine).values(outcomes=told))


def forget_deeds(connection: Connection, before: datetime, sandbox: str | None = None) -> int:
    """Drop the keys claimed before a moment, of one sandbox or of all; gives how many."""
    old = delete(DEEDS).where(_D.time < before)
    return connection.execute(old if sandbox is None else old.where(_D.sandbox == sandbox)).rowcount


def _outcome(done: Any, id: int | None, problem: dict[str, Any] | None) -> Outcome:
    return Outcome(done, id, Fault(**problem) if problem else None)

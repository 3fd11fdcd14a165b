"""Mail on its way out: it outlives the process, each recipient has an outcome, and the log tells it.

What is kept holds sealed values by their handles alone; the content of a mail that was sent is not kept.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, true, tuple_, update
from sqlalchemy.dialects.sqlite import insert

from storage.database import Database
from storage.errors import NotFound
from storage.mail import Delivery, Mail, State
from storage.notice_tables import MAILS, TABLES
from storage.witness import Witness, unseen

__all__ = ["Delivery", "Mail", "Mails"]
_M = MAILS.c


class Mails:
    """The mail of every sandbox. `clock` gives the time in UTC. `posted` is called when there is something to send."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC),
                 witness: Witness = unseen) -> None:  # fmt: skip
        self._database, self._clock, self._witness = database, clock, witness
        self.posted: Callable[[], object] = lambda: None
        database.make(TABLES)

    def post(self, mails: Sequence[Mail]) -> int:
        """Keep them all until they are sent, or none; gives how many are new, by their keys."""
        now, new = self._clock(), 0
        told = {"state": "waiting", "created": now, "due": now, "attempts": 0, "uncertain": False, "code": "",
                "parameters": {}}  # fmt: skip
        with self._database.writing() as connection:
            for mail in mails:
                row = insert(MAILS).values(asdict(mail) | told).on_conflict_do_nothing()
                new += connection.execute(row).rowcount
        self.posted()
        return new

    def recover(self) -> None:
        """A process died while it sent: nobody knows whether these went out, so they go out again, marked so."""
        again = update(MAILS).where(_M.state == "sending")
        with self._database.writing() as connection:
            connection.execute(again.values(state="waiting", due=self._clock(), uncertain=True))

    def due(self, busy: Collection[tuple[str, str]] = (), limit: int = 100) -> Sequence[Delivery]:
        """The oldest whose time has come, but those of the `busy` (sandbox, connector)."""
        asked = select(MAILS).where(_M.state == "waiting", _M.due <= self._clock(), _but(busy))
        return self._found(asked.order_by(_M.number).limit(limit))

    def wait(self, busy: Collection[tuple[str, str]] = ()) -> float | None:
        """Seconds until the next one is due, None where none waits but those of the `busy`."""
        asked = select(func.min(_M.due)).where(_M.state == "waiting", _but(busy))
        with self._database.reading() as connection:
            due = connection.execute(asked).scalar_one()
        return None if due is None else (due - self._clock()).total_seconds()

    def waiting(self) -> int:
        """How many are not out yet, in all sandboxes."""
        asked = select(func.count()).where(_M.state.in_(("waiting", "sending")))
        with self._database.reading() as connection:
            return int(connection.execute(asked).scalar_one())

    def begin(self, number: int) -> bool:
        """It is handed over from now on; False where somebody dropped it."""
        begun = {"state": "sending", "attempts": _M.attempts + 1}
        return self._change(number, begun, "waiting")

    def sent(self, number: int) -> None:
        self._change(number, {"state": "sent", "ended": self._clock(), "content": None, "code": "", "parameters": {}})

    def failed(self, number: int, code: str, parameters: dict[str, Any]) -> bool:
        """It will not be tried again by itself; False where it was not being sent."""
        told = {"code": code, "parameters": parameters, "ended": self._clock()}
        return self._change(number, {"state": "failed", **told})

    def later(self, number: int, due: datetime, code: str, parameters: dict[str, Any], *, uncertain: bool) -> None:
        """It is tried again then."""
        told = {"state": "waiting", "due": due, "code": code, "parameters": parameters}
        self._change(number, told | ({"uncertain": True} if uncertain else {}))

    def hold(self, sandbox: str, connector: str, due: datetime) -> None:
        """Nothing goes by this connector before then: its way is broken, and each mail would only find that out."""
        held = _M.state == "waiting", _M.sandbox == sandbox, _M.connector == connector, _M.due < due
        with self._database.writing() as connection:
            connection.execute(update(MAILS).where(*held).values(due=due))

    def again(self, number: int, sandbox: str = "prod", author: str = "") -> None:
        """Try one that failed (or waits) now, from the beginning; `NotFound`."""
        told = {"state": "waiting", "due": self._clock(), "attempts": 0, "ended": None}
        self._decide(number, sandbox, told)
        self._witness("mail_retried", f"mail/{number}", author=author, sandbox=sandbox)
        self.posted()

    def drop(self, number: int, sandbox: str = "prod", author: str = "") -> None:
        """One that failed or waits is not wanted any more; `NotFound`."""
        self._decide(number, sandbox, {"state": "dropped", "ended": self._clock(), "content": None})
        self._witness("mail_dropped", f"mail/{number}", author=author, sandbox=sandbox)

    def of(self, connector: str, sandbox: str = "prod", *, before: int | None = None, limit: int = 50
           ) -> Sequence[Delivery]:  # fmt: skip
        """The log of a connector, the newest first, older than number `before`."""
        asked = select(MAILS).where(_M.sandbox == sandbox, _M.connector == connector)
        asked = asked.order_by(_M.number.desc()).limit(limit)
        return self._found(asked if before is None else asked.where(_M.number < before))

    def counts(self, connector: str, sandbox: str = "prod") -> dict[str, int]:
        """How many by state; states without any are left out."""
        asked = select(_M.state, func.count()).where(_M.sandbox == sandbox, _M.connector == connector)
        with self._database.reading() as connection:
            return {state: int(count) for state, count in connection.execute(asked.group_by(_M.state))}

    def forget(self, before: datetime) -> None:
        """Those that ended before."""
        with self._database.writing() as connection:
            connection.execute(MAILS.delete().where(_M.ended < before))

    def clear(self, sandbox: str) -> None:
        """All of a sandbox that is emptied, sent or not."""
        with self._database.writing() as connection:
            connection.execute(MAILS.delete().where(_M.sandbox == sandbox))

    def _decide(self, number: int, sandbox: str, told: dict[str, Any]) -> None:
        held = _M.number == number, _M.sandbox == sandbox, _M.state.in_(("waiting", "failed"))
        with self._database.writing() as connection:
            if not connection.execute(update(MAILS).where(*held).values(told)).rowcount:
                raise NotFound("mail", str(number))

    def _change(self, number: int, told: dict[str, Any], state: State = "sending") -> bool:
        with self._database.writing() as connection:
            changed = update(MAILS).where(_M.number == number, _M.state == state).values(told)
            return bool(connection.execute(changed).rowcount)

    def _found(self, asked: Any) -> Sequence[Delivery]:
        names = [part.name for part in fields(Delivery)]
        with self._database.reading() as connection:
            rows = connection.execute(asked).all()
        return [Delivery(**{n: getattr(row, n) for n in names} | {"content": row.content or {}}) for row in rows]


def _but(busy: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    return tuple_(_M.sandbox, _M.connector).not_in(list(busy)) if busy else true()

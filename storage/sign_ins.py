"""The sign-in log: who came in or was refused, when, from where, by which way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select

from storage.account_tables import SIGN_INS
from storage.database import Database
from storage.networks import network_of

SignInOutcome = Literal["in", "wrong_password", "wrong_code", "disabled"]
KEPT = timedelta(days=365)
_LATELY = timedelta(days=30)
_PAGE = 200


@dataclass(frozen=True)
class SignIn:
    """One line. `person` is an id, "" for a name that nobody has: such a name is not kept, as it may be a password that
    was typed into the wrong box. `way` is `page`, `flow` or the directory's connector."""

    number: int
    time: datetime
    person: str
    name: str
    address: str
    way: str
    outcome: SignInOutcome


class SignIns:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def note(self, outcome: SignInOutcome, person: str = "", name: str = "", address: str = "", way: str = "page"
             ) -> None:  # fmt: skip
        """Add a line; lines of a year ago go."""
        now = self._clock()
        row = {"time": now, "person": person, "name": name if person else "", "address": address, "way": way,
               "outcome": outcome}  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(SIGN_INS.delete().where(SIGN_INS.c.time < now - KEPT))
            connection.execute(SIGN_INS.insert().values(row))

    def at_home(self, person: str, address: str) -> bool:
        """Whether somebody (by an id) came in from there lately."""
        asked = select(SIGN_INS.c.address).distinct().where(
            SIGN_INS.c.person == person, SIGN_INS.c.outcome == "in", SIGN_INS.c.time > self._clock() - _LATELY
        )  # fmt: skip
        with self._database.reading() as connection:
            known = connection.scalars(asked).all()
        return bool(address) and network_of(address) in map(network_of, known)

    def newest(self, person: str | None = None, *, before: int | None = None, limit: int = _PAGE) -> Sequence[SignIn]:
        """The newest first, of everybody or of one person (an id), older than number `before`."""
        asked = select(SIGN_INS).order_by(SIGN_INS.c.number.desc()).limit(limit)
        if person is not None:
            asked = asked.where(SIGN_INS.c.person == person)
        if before is not None:
            asked = asked.where(SIGN_INS.c.number < before)
        with self._database.reading() as connection:
            return [SignIn(*row) for row in connection.execute(asked)]

"""Links that work once: to set a new password, to confirm an address, to accept an invitation, to finish signing in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, Literal

from sqlalchemy import Connection, select

from storage.account_tables import LINKS
from storage.database import Database
from storage.people_tables import hashed

Purpose = Literal["reset", "confirm", "invitation", "second"]
LIFETIMES: dict[str, timedelta] = {
    "reset": timedelta(hours=1), "confirm": timedelta(days=3), "invitation": timedelta(days=7),
    "second": timedelta(minutes=10),
}  # fmt: skip
"""How long each of them works. `second` is the time between a right password and the code of the second factor."""


@dataclass(frozen=True)
class Link:
    """A link that still works: whose (an id), what for, and who asked for it."""

    person: str
    purpose: Purpose
    client: str


class Links:
    """Of each secret only a hash is kept."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def make(self, person: str, purpose: Purpose, client: str = "") -> str:
        """A new link's secret. Older ones of the same purpose work no longer."""
        secret, now = token_urlsafe(32), self._clock()
        row = {"hash": hashed(secret), "person": person, "purpose": purpose, "client": client,
               "ends": now + LIFETIMES[purpose]}  # fmt: skip
        with self._database.writing() as connection:
            gone = (LINKS.c.person == person) & (LINKS.c.purpose == purpose) | (LINKS.c.ends < now)
            connection.execute(LINKS.delete().where(gone if purpose != "second" else LINKS.c.ends < now))
            connection.execute(LINKS.insert().values(row))
        return secret

    def find(self, secret: str, purpose: Purpose) -> Link | None:
        """What the link is, as long as it works; looking at it uses it up as little as a mail scanner's visit."""
        with self._database.reading() as connection:
            return self._found(connection.execute(self._asked(secret, purpose)).one_or_none())

    def use(self, secret: str, purpose: Purpose) -> Link | None:
        """The same, and from now on it works no longer. Of two who come at once, one gets it."""
        with self._database.writing() as connection:
            found = self._found(connection.execute(self._asked(secret, purpose)).one_or_none())
            connection.execute(LINKS.delete().where(LINKS.c.hash == hashed(secret), LINKS.c.purpose == purpose))
        return found

    def _asked(self, secret: str, purpose: Purpose) -> Any:
        return select(LINKS).where(LINKS.c.hash == hashed(secret), LINKS.c.purpose == purpose)

    def _found(self, row: Any) -> Link | None:
        return Link(row.person, row.purpose, row.client) if row and row.ends > self._clock() else None


def void(connection: Connection, person: str) -> None:
    """No link of this person works any more: password, address or role are other ones."""
    connection.execute(LINKS.delete().where(LINKS.c.person == person))

"""Signed-in browsers: a random secret each, of which only a hash is kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import select

from storage.database import Database
from storage.people_tables import SESSIONS, hashed

_LONGEST = timedelta(days=30)
_IDLE = timedelta(days=7)
_SEEN_EVERY = timedelta(minutes=10)


class Sessions:
    """Sessions end 30 days after they were opened, or after 7 days without use."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def open(self, person: str, address: str) -> str:
        """A new session; its secret, to be kept by the browser alone."""
        secret, now = token_urlsafe(32), self._clock()
        row = {"hash": hashed(secret), "person": person, "address": address, "opened": now, "seen": now}
        with self._database.writing() as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.opened < now - _LONGEST))
            connection.execute(SESSIONS.insert().values(row))
        return secret

    def person(self, secret: str) -> str | None:
        """Whose session it is, when it is still open."""
        now = self._clock()
        with self._database.reading() as connection:
            row = connection.execute(select(SESSIONS).where(SESSIONS.c.hash == hashed(secret))).one_or_none()
        if row is None or now - row.opened > _LONGEST or now - row.seen > _IDLE:
            return None
        if now - row.seen > _SEEN_EVERY:
            with self._database.writing() as connection:
                connection.execute(SESSIONS.update().where(SESSIONS.c.hash == row.hash).values(seen=now))
        return str(row.person)

    def close(self, secret: str) -> None:
        with self._database.writing() as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.hash == hashed(secret)))

    def close_all(self, person: str) -> None:
        with self._database.writing() as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.person == person))

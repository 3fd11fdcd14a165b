"""Signed-in browsers: a random secret each, of which only a hash is kept."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, select

from storage.database import Database
from storage.errors import NotFound, StorageError
from storage.people_tables import SESSIONS, hashed

_LONGEST = timedelta(days=30)
_IDLE = timedelta(days=7)
_SEEN_EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class SessionInfo:
    """A session as its person may see it. `id` is no secret; `browser` is what the browser calls itself."""

    id: str
    address: str
    browser: str
    opened: datetime
    seen: datetime


class Sessions:
    """Sessions end 30 days after they were opened, or after 7 days without use."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._ended: set[str] = set()
        """Ended while the disk was full: they count as gone, and go from the file as soon as there is room."""

    def open(self, person: str, address: str, browser: str = "") -> str:
        """A new session; its secret, to be kept by the browser alone."""
        secret, now = token_urlsafe(32), self._clock()
        row = {"hash": hashed(secret), "person": person, "address": address, "opened": now, "seen": now,
               "browser": browser[:200]}  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(SESSIONS.delete().where(SESSIONS.c.opened < now - _LONGEST))
            connection.execute(SESSIONS.insert().values(row))
        return secret

    def person(self, secret: str) -> str | None:
        """Whose session it is, when it is still open."""
        now, kept = self._clock(), hashed(secret)
        if kept in self._ended:
            return None
        with self._database.reading() as connection:
            row = connection.execute(select(SESSIONS).where(SESSIONS.c.hash == kept)).one_or_none()
        if row is None or now - row.opened > _LONGEST or now - row.seen > _IDLE:
            return None
        if now - row.seen > _SEEN_EVERY:
            with suppress(StorageError), self._database.writing() as connection:  # a full disk ends no session
                connection.execute(SESSIONS.update().where(SESSIONS.c.hash == row.hash).values(seen=now))
        return str(row.person)

    def of(self, person: str) -> Sequence[SessionInfo]:
        """A person's open sessions, the one used last first."""
        return [info for key, info in self.all() if key == person]

    def all(self) -> Sequence[tuple[str, SessionInfo]]:
        """Every open session with whose it is, the one used last first."""
        now = self._clock()
        asked = select(SESSIONS).where(SESSIONS.c.opened >= now - _LONGEST, SESSIONS.c.seen >= now - _IDLE)
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(SESSIONS.c.seen.desc())).all()
        return [(row.person, SessionInfo(id_of(row.hash), row.address, row.browser, row.opened, row.seen))
                for row in rows if row.hash not in self._ended]  # fmt: skip

    def close(self, secret: str) -> None:
        """It ends, also where a full disk cannot be told yet."""
        self._ended.add(hashed(secret))
        with suppress(StorageError):
            self.sweep()

    def end(self, person: str, id: str) -> None:
        """End a session of this person by its id; `NotFound`."""
        with self._database.writing() as connection:
            said = SESSIONS.delete().where(SESSIONS.c.person == person, SESSIONS.c.hash.startswith(id, autoescape=True))
            if len(id) != _ID or not connection.execute(said).rowcount:
                raise NotFound("session", id)

    def close_all(self, person: str, but: str = "") -> None:
        """All sessions of a person end, but the one whose secret is `but`."""
        self._delete((SESSIONS.c.person == person) & (SESSIONS.c.hash != hashed(but)))

    def sweep(self) -> None:
        """Take from the file what ended without it."""
        if gone := set(self._ended):
            self._delete(SESSIONS.c.hash.in_(gone))
            self._ended -= gone

    def _delete(self, which: ColumnElement[bool]) -> None:
        with self._database.writing() as connection:
            connection.execute(SESSIONS.delete().where(which))


_ID = 16


def id_of(kept: str) -> str:
    """A session's id from its hash: tells sessions apart and opens none."""
    return kept[:_ID]

"""What those who administer see of everybody at once, and end for somebody else."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from storage.account_tables import FACTORS, SIGN_INS
from storage.database import Database
from storage.links import Links, Purpose
from storage.people_tables import PEOPLE
from storage.person import Person, same
from storage.second_factors import SecondFactors
from storage.sessions import SessionInfo, Sessions
from storage.tokens import TokenInfo, Tokens
from storage.witness import Witness


class Custody:
    """`sessions`, `tokens`, `links` and `factors` are those of the people in this file."""

    def __init__(self, database: Database, *, sessions: Sessions, tokens: Tokens, links: Links,
                 factors: SecondFactors, witness: Witness) -> None:  # fmt: skip
        self._database, self._sessions, self._tokens = database, sessions, tokens
        self._links, self._factors, self._witness = links, factors, witness

    def sessions(self) -> Sequence[tuple[str, SessionInfo]]:
        """Every open session behind its person's name, the one used last first."""
        names = self._names()
        return [(names[key], info) for key, info in self._sessions.all() if key in names]

    def tokens(self) -> Sequence[tuple[str, TokenInfo]]:
        """Every token behind its person's name, oldest first."""
        names = self._names()
        return [(names[key], info) for key, info in self._tokens.all() if key in names]

    def with_second_factor(self) -> frozenset[str]:
        """The ids of those who are asked for a code."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(select(FACTORS.c.person).where(FACTORS.c.confirmed)))

    def last_in(self) -> Mapping[str, datetime]:
        """When each person (by id) came in the last time, as far as the log of sign-ins reaches."""
        asked = select(SIGN_INS.c.person, func.max(SIGN_INS.c.time)).where(SIGN_INS.c.outcome == "in")
        with self._database.reading() as connection:
            rows = connection.execute(asked.group_by(SIGN_INS.c.person)).all()
        return {row[0]: row[1] for row in rows if row[0]}

    def awaited(self) -> frozenset[str]:
        """The ids of those who have no password yet: their invitation is still open, or has run out."""
        asked = select(PEOPLE.c.id).where(PEOPLE.c.password == "", PEOPLE.c.provider == "")
        with self._database.reading() as connection:
            return frozenset(connection.scalars(asked))

    def end_sessions(self, person: Person, author: str = "") -> None:
        """All of a person's sessions end."""
        self._sessions.close_all(same(person.name))
        self._witness("sessions_ended", f"person/{person.name}", author=author)

    def drop_second_factor(self, person: Person, author: str = "") -> None:
        """The password alone counts again, for somebody who lost phone and recovery codes."""
        self._factors.drop(person.id)
        self._witness("second_factor_reset", f"person/{person.name}", author=author)

    def link(self, person: Person, purpose: Purpose, author: str = "", client: str = "") -> str:
        """The secret of a new link that works once; older ones of the same purpose work no longer.

        `client` is for whom a flow makes it.
        """
        secret = self._links.make(person.id, purpose, client or author)
        told = {"purpose": purpose} | ({"client": client} if client else {})
        self._witness("link_made", f"person/{person.name}", author=author, after=told)
        return secret

    def _names(self) -> Mapping[str, str]:
        with self._database.reading() as connection:
            return {row.key: row.name for row in connection.execute(select(PEOPLE.c.key, PEOPLE.c.name))}

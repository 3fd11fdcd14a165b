"""Tokens for programs: they belong to a person, may do a part of what the person may, and may end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from uuid import uuid4

from sqlalchemy import select

from storage.database import Database
from storage.errors import NotFound
from storage.people_tables import TOKENS, hashed
from storage.person import Person

MARK = "etapes_"
"""What every token starts with, so that scanners of leaked secrets know it."""


@dataclass(frozen=True)
class TokenInfo:
    """A token without its secret. No scopes: everything that the person may; `ends` None: never."""

    id: str
    label: str
    scopes: tuple[str, ...]
    created: datetime
    ends: datetime | None


@dataclass(frozen=True)
class Token(TokenInfo):
    """A token that was presented and holds."""

    person: Person


class Tokens:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, person: str, label: str, scopes: Sequence[str], ends: datetime | None) -> str:
        """A new token's secret: shown once, kept as a hash."""
        secret = MARK + token_urlsafe(32)
        row = {"id": uuid4().hex, "hash": hashed(secret), "person": person, "label": label, "scopes": list(scopes),
               "created": self._clock(), "ends": ends}  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(TOKENS.insert().values(row))
        return secret

    def find(self, secret: str) -> tuple[str, TokenInfo] | None:
        """Whose token it is, when it holds."""
        with self._database.reading() as connection:
            row = connection.execute(select(TOKENS).where(TOKENS.c.hash == hashed(secret))).one_or_none()
        if row is None or (row.ends is not None and row.ends <= self._clock()):
            return None
        return row.person, _info(row)

    def of(self, person: str) -> Sequence[TokenInfo]:
        """A person's tokens, oldest first."""
        asked = select(TOKENS).where(TOKENS.c.person == person).order_by(TOKENS.c.created)
        with self._database.reading() as connection:
            return [_info(row) for row in connection.execute(asked)]

    def all(self) -> Sequence[tuple[str, TokenInfo]]:
        """Every token with whose it is, oldest first."""
        with self._database.reading() as connection:
            return [(row.person, _info(row)) for row in connection.execute(select(TOKENS).order_by(TOKENS.c.created))]

    def revoke(self, person: str, id: str) -> None:
        """It holds no longer. `NotFound` when the person has no such token."""
        with self._database.writing() as connection:
            said = TOKENS.delete().where(TOKENS.c.person == person, TOKENS.c.id == id)
            if not connection.execute(said).rowcount:
                raise NotFound("token", id)


def _info(row: object) -> TokenInfo:
    got = row._mapping  # type: ignore[attr-defined]
    return TokenInfo(got["id"], got["label"], tuple(got["scopes"]), got["created"], got["ends"])

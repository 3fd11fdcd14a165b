"""Sealed values: codes and passwords that pass through a flow without being seen in it.

A model holds a handle in their place. Logs, previews, checkpoints and messages in a queue hold nothing else; only what
sends a message or compares a code opens the seal, in that moment.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, LargeBinary, MetaData, String, Table, select

from storage.database import Database, Moment
from storage.secret_keys import SecretKeys

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

TABLES = MetaData()
SEALED = Table(
    "sealed", TABLES,
    Column("handle", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    Column("ends", Moment, nullable=False),
    Column("for_caller", Boolean, nullable=False, server_default="0"),
)  # fmt: skip
HANDLE = re.compile(r"sealed:[A-Za-z0-9_-]{32}")
"""How a handle looks, wherever it stands in a text."""
MASK = "••••••"
"""What people see in the place of a sealed value."""
LIFETIME = timedelta(days=1)


class Vault:
    """Values by handles that nobody guesses, encrypted, each for its lifetime. `clock` gives the time in UTC."""

    def __init__(
        self, database: Path, keys: SecretKeys, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database, self._keys, self._clock = Database(database, TABLES, durable=True), keys, clock

    def seal(self, value: str, lifetime: timedelta = LIFETIME, *, for_caller: bool = False) -> str:
        """A handle for the value; `for_caller` says that it is meant for whoever waits for the answer of the run."""
        handle, now = f"sealed:{token_urlsafe(24)}", self._clock()
        row = {"handle": handle, "value": self._fernet.encrypt(value.encode()), "ends": now + lifetime,
               "for_caller": for_caller}  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(SEALED.delete().where(SEALED.c.ends < now))
            connection.execute(SEALED.insert().values(row))
        return handle

    def open(self, handle: str) -> str | None:
        """The value; None where it was never sealed, its time is over or its key is gone."""
        from cryptography.fernet import InvalidToken

        asked = select(SEALED.c.value).where(SEALED.c.handle == handle, SEALED.c.ends >= self._clock())
        with self._database.reading() as connection:
            kept = connection.execute(asked).scalar_one_or_none()
        try:
            return None if kept is None else self._fernet.decrypt(kept).decode()
        except InvalidToken:
            return None

    def opened(self, text: str) -> str:
        """The text with the values in the places of their handles; what cannot be opened is masked."""
        return HANDLE.sub(lambda found: self.open(found[0]) or MASK, text)

    def handed_over(self, value: Any) -> Any:
        """A JSON value with what was sealed for the caller in its place, once; other handles stay what they are."""
        if isinstance(value, dict):
            return {name: self.handed_over(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.handed_over(inner) for inner in value]
        if not isinstance(value, str) or not HANDLE.fullmatch(value):
            return value
        with self._database.writing() as connection:
            meant = (SEALED.c.handle == value) & SEALED.c.for_caller
            opened = self.open(value) if connection.execute(select(SEALED.c.handle).where(meant)).first() else None
            connection.execute(SEALED.delete().where(meant))
        return value if opened is None else opened

    def close(self) -> None:
        self._database.close()

    @cached_property
    def _fernet(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet

        return MultiFernet([Fernet(key) for key in self._keys.read()])


def masked(text: str) -> str:
    """The text as people may see it."""
    return HANDLE.sub(MASK, text) if "sealed:" in text else text


def masked_json(value: Any) -> Any:
    """A JSON value as people may see it."""
    if isinstance(value, dict):
        return {name: masked_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [masked_json(inner) for inner in value]
    return masked(value) if isinstance(value, str) else value

"""Second factors: a code of an authenticator app, or one of ten recovery codes, beside the password."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from secrets import choice
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from storage.account_tables import FACTORS, RECOVERY
from storage.database import Database
from storage.errors import Refused
from storage.people_tables import hashed
from storage.secret_keys import SecretKeys
from storage.totp import matching, new_secret

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

_COUNT = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another one."""


class SecondFactors:
    """By the ids of people. Secrets are encrypted with the key that lies outside the data folder."""

    def __init__(self, database: Database, keys: SecretKeys, clock: Callable[[], datetime]) -> None:
        self._database, self._keys, self._clock = database, keys, clock

    def on(self, person: str) -> bool:
        """Whether signing in asks for a code."""
        asked = select(FACTORS.c.person).where(FACTORS.c.person == person, FACTORS.c.confirmed)
        with self._database.reading() as connection:
            return connection.execute(asked).first() is not None

    def begin(self, person: str) -> str:
        """A new secret, to be put into an app; it counts once a code of it has been seen. `Refused` while one is on."""
        secret = new_secret()
        row = {"person": person, "secret": self._fernet.encrypt(secret.encode()), "confirmed": False, "last": 0}
        with self._database.writing() as connection:
            connection.execute(FACTORS.delete().where(FACTORS.c.person == person, ~FACTORS.c.confirmed))
            if not connection.execute(insert(FACTORS).values(row).on_conflict_do_nothing()).rowcount:
                raise Refused("second_factor_on")
        return secret

    def confirm(self, person: str, code: str) -> Sequence[str] | None:
        """Switch it on by the app's first code; the recovery codes, shown this once. None for a wrong code."""
        with self._database.writing() as connection:
            if not self._take(connection, person, code, confirmed=False):
                return None
            connection.execute(FACTORS.update().where(FACTORS.c.person == person).values(confirmed=True))
            return _renewed(connection, person)

    def check(self, person: str, code: str) -> bool:
        """Whether the code is the app's of now, or a recovery code. Either is taken once."""
        with self._database.writing() as connection:
            if self._take(connection, person, code, confirmed=True):
                return True
            gone = RECOVERY.delete().where(RECOVERY.c.person == person, RECOVERY.c.hash == _hash(person, code))
            return bool(connection.execute(gone).rowcount)

    def renew_recovery(self, person: str) -> Sequence[str]:
        """Ten new recovery codes in place of the old ones."""
        with self._database.writing() as connection:
            return _renewed(connection, person)

    def recovery_left(self, person: str) -> int:
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).where(RECOVERY.c.person == person)).scalar_one()

    def drop(self, person: str) -> None:
        """The password alone counts again."""
        with self._database.writing() as connection:
            for table in (FACTORS, RECOVERY):
                connection.execute(table.delete().where(table.c.person == person))

    def renew(self) -> None:
        """Encrypt all with the newest key where older ones stand beside it; what no key opens stays as it is."""
        if not self._keys.several:
            return
        from cryptography.fernet import InvalidToken

        with self._database.writing() as connection:
            for row in connection.execute(select(FACTORS)).all():
                with suppress(InvalidToken):
                    secret = self._fernet.rotate(row.secret)
                    connection.execute(FACTORS.update().where(FACTORS.c.person == row.person).values(secret=secret))

    def _take(self, connection: Connection, person: str, code: str, *, confirmed: bool) -> bool:
        """Whether a code of the app fits that was not used before; from now on it is."""
        asked = select(FACTORS).where(FACTORS.c.person == person, FACTORS.c.confirmed.is_(confirmed))
        row = connection.execute(asked).one_or_none()
        secret = self._opened(row.secret) if row else None
        step = matching(secret, _plain(code), self._clock(), row.last) if secret and row else None
        if step is not None:
            connection.execute(FACTORS.update().where(FACTORS.c.person == person).values(last=step))
        return step is not None

    def _opened(self, kept: bytes) -> str | None:
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(kept).decode()
        except InvalidToken:  # the key is gone: recovery codes remain
            return None

    @cached_property
    def _fernet(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet

        return MultiFernet([Fernet(key) for key in self._keys.read()])


def _renewed(connection: Connection, person: str) -> list[str]:
    codes = ["-".join("".join(choice(_LETTERS) for _ in range(5)) for _ in range(3)) for _ in range(_COUNT)]
    connection.execute(RECOVERY.delete().where(RECOVERY.c.person == person))
    connection.execute(RECOVERY.insert(), [{"person": person, "hash": _hash(person, code)} for code in codes])
    return codes


def _hash(person: str, code: str) -> str:
    """75 random bits need no slow hash."""
    return hashed(f"{person} {_plain(code)}")


def _plain(code: str) -> str:
    """As it was meant: without the spaces and dashes that help the eye."""
    return re.sub(r"[\s-]", "", code).lower()

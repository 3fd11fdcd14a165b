"""One-time codes: six digits for one person and one client, kept as a keyed hash; right once and in time."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from secrets import randbelow
from typing import Literal

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from storage.account_tables import CODES
from storage.attempts import Attempts
from storage.database import Database
from storage.errors import TooManyAttempts
from storage.secret_keys import SecretKeys

TRIES = 5
_DIGITS = 6
Judgement = Literal["right", "wrong", "expired", "used", "too_many_tries", "wait", "none"]
"""What a code is: `wait` is said where codes are being guessed, one after the other; `none` where there is no code."""


class OneTimeCodes:
    """One code at a time per person (by id) and client; a new one takes the place of the one before."""

    def __init__(self, database: Database, keys: SecretKeys, attempts: Attempts, clock: Callable[[], datetime]) -> None:
        self._database, self._keys, self._attempts, self._clock = database, keys, attempts, clock

    def make(self, person: str, client: str, lifetime: timedelta) -> str:
        """A new code; nothing but a hash of it is kept."""
        code, now = str(randbelow(10**_DIGITS)).zfill(_DIGITS), self._clock()
        row = {"person": person, "client": client, "hash": self._hashes(person, client, code)[0],
               "ends": now + lifetime, "tries": 0, "used_by": None}  # fmt: skip
        said = insert(CODES).values(row).on_conflict_do_update(index_elements=["person", "client"], set_=row)
        with self._database.writing() as connection:
            connection.execute(CODES.delete().where(CODES.c.ends < now - timedelta(days=1)))
            connection.execute(said)
        return code

    def judge(self, person: str, client: str, code: str, deed: str) -> Judgement:
        """Whether it is the code. A right one is used up by the `deed` that says it, and right for that one again."""
        try:
            self._attempts.begin(f"code {person} {client}", "")
        except TooManyAttempts:
            return "wait"
        with self._database.writing() as connection:
            judgement = self._judged(connection, person, client, code, _named(deed))
        if judgement == "right":
            self._attempts.forgive(f"code {person} {client}", "")
        return judgement

    def _judged(self, connection: Connection, person: str, client: str, code: str, deed: str) -> Judgement:
        here = (CODES.c.person == person, CODES.c.client == client)
        row = connection.execute(select(CODES).where(*here)).one_or_none()
        fits = row is not None and any(hmac.compare_digest(row.hash, one) for one in self._hashes(person, client, code))
        if row is None:
            return "none"
        if row.used_by is not None:
            return "right" if fits and row.used_by == deed else "used"
        if row.ends <= self._clock():
            return "expired"
        if row.tries >= TRIES:
            return "too_many_tries"
        change = {"used_by": deed} if fits else {"tries": row.tries + 1}
        connection.execute(CODES.update().where(*here).values(change))
        return "right" if fits else "wrong"

    def _hashes(self, person: str, client: str, code: str) -> list[str]:
        """By the newest key and by older ones. A million codes are tried in no time: without the key none tells."""
        digits = code.strip().zfill(_DIGITS)  # sent as a number, a code has lost the zeros in front
        said = "\0".join((person, client, digits)).encode("utf-8", "surrogatepass")
        return [hmac.new(key, said, sha256).hexdigest() for key in self._secrets]

    @cached_property
    def _secrets(self) -> list[bytes]:
        return [sha256(b"codes\n" + key).digest() for key in self._keys.read()]


def _named(deed: str) -> str:
    return sha256(deed.encode()).hexdigest()[:32]

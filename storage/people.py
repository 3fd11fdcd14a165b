"""People: accounts, signing in, sessions and tokens, in a SQLite file that several processes may use at once."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects.sqlite import insert

from storage.attempts import Attempts
from storage.database import Database
from storage.errors import Conflict, NotFound, Refused
from storage.people_tables import PEOPLE, TABLES, hashed
from storage.person import LANGUAGES, THEMES, Person, check_role, check_strength, fit_name, same, typed
from storage.sessions import Sessions
from storage.tokens import Token, TokenInfo, Tokens

__all__ = ["People", "Person", "Token", "TokenInfo"]
_HASHER = PasswordHash((Argon2Hasher(memory_cost=19456, time_cost=2, parallelism=1),))
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$hV3vYpUlrkByN6HM9kWmCw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""No password has this hash; checking against it takes the time that a known name takes."""
_AT_ONCE = BoundedSemaphore(2)
"""So many passwords are hashed at once: each takes 19 MiB and a whole core for a moment."""
_MOST_HELD = 1000
"""Tokens that are known without asking the file again."""


class People:
    """Names are one person in any case. `clock` gives the time in UTC."""

    def __init__(self, database: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = Database(database, TABLES, durable=True)
        self._clock = clock
        self._attempts = Attempts(self._database, clock)
        self._sessions = Sessions(self._database, clock)
        self._tokens = Tokens(self._database, clock)
        self._held: dict[str, tuple[int, Token]] = {}

    def any(self) -> bool:
        """Whether there is an account at all; without one, the first visitor makes it."""
        with self._database.reading() as connection:
            return connection.execute(select(PEOPLE.c.key).limit(1)).first() is not None

    def add(self, name: str, password: str, role: str) -> Person:
        """A new account. `Refused` for name, password or role; `Conflict("name_taken")`."""
        return self._add(name, password, role, first=False)

    def add_first(self, name: str, password: str) -> Person:
        """The first account, an administrator. `Conflict("account_exists")` when somebody was quicker."""
        return self._add(name, password, "administrator", first=True)

    def check_password(self, name: str, password: str, address: str = "") -> Person | None:
        """The person, when the password is theirs and the account is open.

        Every answer takes the same time. `TooManyAttempts` says how long to wait; nothing was checked then.
        """
        self._attempts.begin(same(name), address)
        row = self._row(name)
        with _AT_ONCE:
            right = _HASHER.verify(typed(password), row.password if row else _NOBODY)
        if row is None or not right or row.disabled:
            return None
        self._attempts.forgive(same(name), address)
        return _person(row)

    def person(self, name: str) -> Person:
        return _person(self._known(name))

    def list(self) -> Sequence[Person]:
        """Everybody by name."""
        with self._database.reading() as connection:
            return [_person(row) for row in connection.execute(select(PEOPLE).order_by(PEOPLE.c.key))]

    def set_language(self, name: str, language: str | None) -> None:
        self._set_choice(name, "language", language, (None, *LANGUAGES))

    def set_theme(self, name: str, theme: str) -> None:
        self._set_choice(name, "theme", theme, THEMES)

    def set_password(self, name: str, password: str) -> None:
        """A new password; open sessions end."""
        check_strength(password, name)
        with _AT_ONCE:
            kept = _HASHER.hash(typed(password))
        self._change(name, password=kept)
        self._sessions.close_all(same(name))

    def set_role(self, name: str, role: str) -> None:
        """`Conflict("last_administrator")` when nobody else could give it back."""
        check_role(role)
        self._change(name, role=role)

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Close an account (its sessions end, its tokens hold no longer) or open it again."""
        self._change(name, disabled=disabled)
        if disabled:
            self._sessions.close_all(same(name))

    def open_session(self, name: str, address: str) -> str:
        """A session's secret, for the browser that signed in."""
        return self._sessions.open(self._known(name).key, address)

    def session(self, secret: str) -> Person | None:
        """Whose session it is; None when it ended."""
        return self._open_account(self._sessions.person(secret))

    def close_session(self, secret: str) -> None:
        self._sessions.close(secret)

    def add_token(self, name: str, *, label: str = "", scopes: Sequence[str] = (), ends: datetime | None = None) -> str:
        """A token's secret, shown this once. No scopes: all that the person may; `ends` in UTC."""
        return self._tokens.add(self._known(name).key, label, scopes, ends)

    def token(self, secret: str) -> Token | None:
        """The token, when it holds and its person's account is open."""
        version = self._database.version()
        key, info = self._tokens.find(secret) or (None, None)
        person = self._open_account(key)
        token = Token(**vars(info), person=person) if person and info else None
        if token:
            self._held = {} if len(self._held) > _MOST_HELD else self._held
            self._held[hashed(secret)] = version, token
        return token

    def held(self, secret: str) -> Token | None:
        """What `token` gave the last time, when nothing has changed since; asks no table."""
        version, token = self._held.get(hashed(secret), (0, None))
        if token is None or version != self._database.version():
            return None
        return None if token.ends is not None and token.ends <= self._clock() else token

    def tokens(self, name: str) -> Sequence[TokenInfo]:
        return self._tokens.of(self._known(name).key)

    def revoke_token(self, name: str, id: str) -> None:
        self._tokens.revoke(self._known(name).key, id)

    def close(self) -> None:
        self._database.close()

    def _add(self, name: str, password: str, role: str, *, first: bool) -> Person:
        kept = fit_name(name)
        check_role(role)
        check_strength(password, kept)
        with _AT_ONCE:
            secret = _HASHER.hash(typed(password))
        row = {"key": same(kept), "name": kept, "role": role, "language": None, "theme": "auto", "disabled": False,
               "created": self._clock(), "password": secret}  # fmt: skip
        with self._database.writing() as connection:
            if first and connection.execute(select(PEOPLE.c.key).limit(1)).first():
                raise Conflict("account_exists")
            if not connection.execute(insert(PEOPLE).values(row).on_conflict_do_nothing()).rowcount:
                raise Conflict("name_taken", name=kept)
        return self.person(kept)

    def _set_choice(self, name: str, setting: str, value: str | None, known: tuple[str | None, ...]) -> None:
        if value not in known:
            raise Refused("choice_unknown", setting=setting, value=value)
        self._change(name, **{setting: value})

    def _change(self, name: str, **values: Any) -> None:
        with self._database.writing() as connection:
            before = _administrators(connection)
            if not connection.execute(PEOPLE.update().where(PEOPLE.c.key == same(name)).values(values)).rowcount:
                raise NotFound("person", name)
            if before and not _administrators(connection):
                raise Conflict("last_administrator", name=name)

    def _open_account(self, key: str | None) -> Person | None:
        row = self._row(key) if key else None
        return _person(row) if row and not row.disabled else None

    def _known(self, name: str) -> Row[Any]:
        row = self._row(name)
        if row is None:
            raise NotFound("person", name)
        return row

    def _row(self, name: str) -> Row[Any] | None:
        with self._database.reading() as connection:
            return connection.execute(select(PEOPLE).where(PEOPLE.c.key == same(name))).one_or_none()


def _administrators(connection: Connection) -> int:
    asked = select(func.count()).where(PEOPLE.c.role == "administrator", PEOPLE.c.disabled.is_(False))
    return connection.execute(asked).scalar_one()


def _person(row: Row[Any]) -> Person:
    return Person(row.name, row.role, row.language, row.theme, row.disabled, row.created)

"""The rows of people: found, added, changed, renamed, removed; the last administrator always stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects.sqlite import insert

from storage.account_tables import CODES, FACTORS, LINKS, RECOVERY
from storage.database import Database
from storage.errors import Conflict, NotFound
from storage.links import void
from storage.people_tables import PEOPLE, SESSIONS, TOKENS, hashed
from storage.person import Person, fit_email, fit_name, fit_word, same
from storage.role_tables import ASSIGNMENTS, MEMBERS
from storage.role_tables import TABLES as ROLE_TABLES

FIELDS = ("email", "full_name", "first_name", "middle_name", "last_name")
"""What is known of a person beside the name."""


@dataclass(frozen=True)
class Ending:
    """What a change ends of a person: their links, and their sessions but the one whose secret is to `keep`."""

    links: bool = False
    sessions: bool = False
    keep: str = ""

    def apply(self, connection: Connection, key: str, person: str) -> None:
        if self.links:
            void(connection, person)
        if self.sessions:
            mine = (SESSIONS.c.person == key) & (SESSIONS.c.hash != hashed(self.keep))
            connection.execute(SESSIONS.delete().where(mine))


NOTHING = Ending()


class PersonRows:
    def __init__(self, database: Database) -> None:
        self._database = database
        database.make(ROLE_TABLES)  # whoever goes is nobody's member and has no role any more
        with database.writing() as connection:  # accounts of older releases have no id yet
            connection.execute(
                PEOPLE.update().where(PEOPLE.c.id == "").values(id=func.lower(func.hex(func.randomblob(16))))
            )

    def any(self) -> bool:
        with self._database.reading() as connection:
            return connection.execute(select(PEOPLE.c.key).limit(1)).first() is not None

    def all(self) -> Sequence[Row[Any]]:
        """Everybody by name."""
        with self._database.reading() as connection:
            return connection.execute(select(PEOPLE).order_by(PEOPLE.c.key)).all()

    def find(self, name: str) -> Row[Any] | None:
        with self._database.reading() as connection:
            return connection.execute(select(PEOPLE).where(PEOPLE.c.key == same(name))).one_or_none()

    def by_id(self, id: str) -> Row[Any] | None:
        with self._database.reading() as connection:
            return connection.execute(select(PEOPLE).where(PEOPLE.c.id == id, PEOPLE.c.id != "")).one_or_none()

    def known(self, name: str) -> Row[Any]:
        """`NotFound` for a name that nobody has."""
        row = self.find(name)
        if row is None:
            raise NotFound("person", name)
        return row

    def add(self, person: Person, password: str, *, first: bool) -> None:
        """`Conflict` for a name that is taken, and for a `first` account where there is one."""
        row = {"key": same(person.name), "password": password, **vars(person), "id": person.id or uuid4().hex}
        with self._database.writing() as connection:
            if first and connection.execute(select(PEOPLE.c.key).limit(1)).first():
                raise Conflict("account_exists")
            if not connection.execute(insert(PEOPLE).values(row).on_conflict_do_nothing()).rowcount:
                raise Conflict("name_taken", name=person.name)

    def change(self, name: str, values: Mapping[str, Any], ending: Ending = NOTHING) -> None:
        """All of it or nothing; a new `name` takes sessions and tokens along.

        `NotFound`, `Conflict("name_taken")`, and `Conflict("last_administrator")` when nobody could give the role back.
        """
        old = same(name)
        new = same(values.get("name", name))
        with self._database.writing() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            before = _administrators(connection)
            taken = select(PEOPLE.c.key).where(PEOPLE.c.key == new, PEOPLE.c.key != old)
            if connection.execute(taken).first():
                raise Conflict("name_taken", name=values.get("name", name))
            said = PEOPLE.update().where(PEOPLE.c.key == old).values(**values, key=new).returning(PEOPLE.c.id)
            person = connection.execute(said).scalar_one_or_none()
            if person is None:
                raise NotFound("person", name)
            for table in (SESSIONS, TOKENS):
                connection.execute(table.update().where(table.c.person == old).values(person=new))
            ending.apply(connection, new, person)
            _check_some_left(connection, before, name)

    def remove(self, name: str) -> None:
        """The account and all that belongs to it are gone. `NotFound`, `Conflict("last_administrator")`."""
        row = self.known(name)
        with self._database.writing() as connection:
            before = _administrators(connection)
            for table in (SESSIONS, TOKENS):
                connection.execute(table.delete().where(table.c.person == row.key))
            for table in (CODES, LINKS, FACTORS, RECOVERY):
                connection.execute(table.delete().where(table.c.person == row.id))
            connection.execute(MEMBERS.delete().where(MEMBERS.c.person == row.id))
            connection.execute(ASSIGNMENTS.delete().where(ASSIGNMENTS.c.holder == row.id))
            connection.execute(PEOPLE.delete().where(PEOPLE.c.key == row.key))
            _check_some_left(connection, before, name)


def person_of(row: Row[Any]) -> Person:
    return Person(
        row.name, row.role, row.language, row.theme, row.disabled, row.created, row.id, row.email, row.first_name,
        row.middle_name, row.last_name, row.provider, row.external_key, row.barred, row.full_name,
        row.awaiting,
    )  # fmt: skip


def new_person(name: str, role: Any, created: datetime, **more: Any) -> Person:
    """Somebody who has chosen nothing yet."""
    return Person(name, role, None, "auto", more.pop("disabled", False), created, **more)


def fit_info(info: Mapping[str, str]) -> dict[str, str]:
    """The `name` and the fields as they are kept; `Refused` for a value that will not do."""
    named = {"name": fit_name(info["name"])} if "name" in info else {}
    return named | {field: fit_email(info[field]) if field == "email" else fit_word(field, info[field])
                    for field in FIELDS if field in info}  # fmt: skip


def told_of(person: Person) -> dict[str, object]:
    """What a witness is told of an account."""
    return {field: getattr(person, field) for field in ("name", "role", "disabled", *FIELDS, "provider")}


def _administrators(connection: Connection) -> int:
    open_ones = PEOPLE.c.disabled.is_(False) & PEOPLE.c.barred.is_(False)
    asked = select(func.count()).where(PEOPLE.c.role == "administrator", open_ones)
    return connection.execute(asked).scalar_one()


def _check_some_left(connection: Connection, before: int, name: str) -> None:
    if before and not _administrators(connection):
        raise Conflict("last_administrator", name=name)

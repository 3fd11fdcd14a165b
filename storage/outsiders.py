"""People whom a directory knows: found by their key there, closed while it says that they are disabled."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Index, select

from storage.database import Database
from storage.errors import StorageError
from storage.people_tables import PEOPLE, SESSIONS, TOKENS
from storage.person import Person
from storage.person_rows import person_of
from storage.witness import Witness

_ONCE = Index(
    "person_of_directory", PEOPLE.c.provider, PEOPLE.c.external_key, unique=True, sqlite_where=PEOPLE.c.provider != ""
)
"""A key has one account, whoever makes two at once."""


Elsewhere = Callable[[str, str, Person | None], Person | None]
"""Asked for whoever's password is not here, or not right: the name as it was typed, the password ("" where it is none
of a directory's business), and the person of this name. Gives the person whose password it is there."""


def nowhere(name: str, password: str, person: Person | None) -> Person | None:
    """No directory is asked."""
    return None


class DirectorySilent(StorageError):
    """A directory that might have known the password does not answer: for this person or for anybody else."""

    code = "directory_silent"


class Outsiders:
    """`provider` is the directory's connector, as `Person.provider` says it."""

    def __init__(self, database: Database, witness: Witness) -> None:
        self._database, self._witness = database, witness
        with database.writing() as connection:
            _ONCE.create(connection, checkfirst=True)

    def find(self, provider: str, key: str) -> Person | None:
        """Who has this key there."""
        asked = select(PEOPLE).where(PEOPLE.c.provider == provider, PEOPLE.c.external_key == key)
        with self._database.reading() as connection:
            row = connection.execute(asked).one_or_none()
        return person_of(row) if row and provider else None

    def providers(self) -> Sequence[str]:
        """The directories of those who are in here now."""
        with self._database.reading() as connection:
            return [one for one in connection.scalars(select(PEOPLE.c.provider).distinct().where(_IN)) if one]

    def present(self, provider: str) -> Sequence[Person]:
        """Those of a directory who are signed in, or have a token."""
        asked = select(PEOPLE).where(PEOPLE.c.provider == provider, _IN).order_by(PEOPLE.c.key)
        with self._database.reading() as connection:
            return [person_of(row) for row in connection.execute(asked)]

    def bar(self, person: Person, barred: bool) -> None:
        """The directory says that they are disabled, or not any more: sessions end, tokens rest."""
        if person.barred == barred:
            return
        mine = PEOPLE.c.id == person.id
        with self._database.writing() as connection:
            connection.execute(PEOPLE.update().where(mine).values(barred=barred))
            if barred:
                keys = select(PEOPLE.c.key).where(mine).scalar_subquery()
                connection.execute(SESSIONS.delete().where(SESSIONS.c.person == keys))
        action = "person_barred" if barred else "person_readmitted"
        self._witness(action, f"person/{person.name}", after={"provider": person.provider})

    def end_before(self, provider: str, moment: datetime) -> None:
        """Sessions of this directory's people that were opened before end: they go by it again."""
        opened = select(SESSIONS.c.person).where(SESSIONS.c.opened < moment)
        whose = (PEOPLE.c.provider == provider) & PEOPLE.c.key.in_(opened)
        keys = select(PEOPLE.c.key).where(PEOPLE.c.provider == provider)
        with self._database.writing() as connection:
            names = connection.scalars(select(PEOPLE.c.name).where(whose).order_by(PEOPLE.c.key)).all()
            connection.execute(SESSIONS.delete().where(SESSIONS.c.person.in_(keys), SESSIONS.c.opened < moment))
        for name in names:
            self._witness("directory_sessions_ended", f"person/{name}", after={"provider": provider})


_IN = PEOPLE.c.key.in_(select(SESSIONS.c.person)) | PEOPLE.c.key.in_(select(TOKENS.c.person))

"""Groups of people: what a group is given, all its members have."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from storage.database import Database
from storage.errors import Conflict, NotFound
from storage.links import void
from storage.people_tables import PEOPLE
from storage.person import fit_name
from storage.role_tables import ASSIGNMENTS, GROUPS, MEMBERS
from storage.witness import Witness


@dataclass(frozen=True)
class Group:
    """`members` are ids of people."""

    id: str
    name: str
    members: tuple[str, ...] = ()

    @property
    def holder(self) -> str:
        """As what it is given roles."""
        return f"group:{self.id}"


class Groups:
    """Unknown ids raise `NotFound`."""

    def __init__(self, database: Database, witness: Witness) -> None:
        self._database, self._witness = database, witness

    def list(self) -> Sequence[Group]:
        """All, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(GROUPS).order_by(GROUPS.c.name)).all()
            members = connection.execute(select(MEMBERS)).all()
        return [Group(row.id, row.name, tuple(one.person for one in members if one.group == row.id)) for row in rows]

    def ids(self, connection: Connection, person: str) -> Sequence[str]:
        """The groups that a person is in."""
        return connection.execute(select(MEMBERS.c.group).where(MEMBERS.c.person == person)).scalars().all()

    def get(self, group: str) -> Group:
        """One of them, by its id."""
        found = next((one for one in self.list() if one.id == group), None)
        if found is None:
            raise NotFound("group", group)
        return found

    def add(self, name: str, author: str = "") -> Group:
        """A new one, without members. `Refused` for the name; `Conflict("group_name_taken")`."""
        group = Group(uuid4().hex, fit_name(name))
        with self._database.writing() as connection:
            _check_free(connection, group)
            connection.execute(GROUPS.insert().values(id=group.id, name=group.name))
        self._witness("group_added", f"group/{group.name}", author=author)
        return group

    def rename(self, group: str, name: str, author: str = "") -> Group:
        """What it has stays. `Refused` for the name; `Conflict("group_name_taken")`."""
        before = self.get(group)
        renamed = Group(group, fit_name(name), before.members)
        with self._database.writing() as connection:
            _check_free(connection, renamed)
            connection.execute(GROUPS.update().where(GROUPS.c.id == group).values(name=renamed.name))
        if renamed != before:
            self._witness("group_renamed", f"group/{renamed.name}", author=author, before={"name": before.name},
                          after={"name": renamed.name})  # fmt: skip
        return renamed

    def join(self, group: str, person: str, author: str = "") -> None:
        """A person, by their id, is in it from now on; where it has roles, no link of theirs holds any more."""
        found, row = self.get(group), {"group": group, "person": person}
        with self._database.writing() as connection:
            name = _name(connection, person)
            new = connection.execute(insert(MEMBERS).values(row).on_conflict_do_nothing()).rowcount
            given = select(ASSIGNMENTS).where(ASSIGNMENTS.c.holder == found.holder, ASSIGNMENTS.c.context == "")
            if new and connection.execute(given).first():
                void(connection, person)
        if new:
            self._witness("group_joined", f"group/{found.name}", author=author, after={"person": name})

    def leave(self, group: str, person: str, author: str = "") -> None:
        found = self.get(group)
        with self._database.writing() as connection:
            if not connection.execute(MEMBERS.delete().filter_by(group=group, person=person)).rowcount:
                raise NotFound("member", person)
            name = _name(connection, person)
        self._witness("group_left", f"group/{found.name}", author=author, before={"person": name})

    def drop(self, group: str, author: str = "") -> None:
        """The group and what it was given are gone; its members stay."""
        found = self.get(group)
        with self._database.writing() as connection:
            connection.execute(GROUPS.delete().where(GROUPS.c.id == group))
            connection.execute(ASSIGNMENTS.delete().where(ASSIGNMENTS.c.holder == found.holder))
        self._witness("group_deleted", f"group/{found.name}", author=author)


def _check_free(connection: Connection, group: Group) -> None:
    same = func.lower(GROUPS.c.name) == func.lower(group.name)
    if connection.execute(select(GROUPS.c.id).where(same, GROUPS.c.id != group.id)).first():
        raise Conflict("group_name_taken", name=group.name)


def _name(connection: Connection, person: str) -> str:
    """What people call them: the log shall be read in years, too."""
    return connection.scalar(select(PEOPLE.c.name).where(PEOPLE.c.id == person)) or person

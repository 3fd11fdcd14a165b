"""Who has which role where: everywhere, in one sandbox, or inside a context (an entry that roles can be given in)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.dialects.sqlite import insert

from storage.database import Database
from storage.errors import NotFound, Refused
from storage.groups import Groups
from storage.links import void
from storage.people_tables import PEOPLE
from storage.person import Person, fit_name, same
from storage.person_rows import person_of
from storage.rights import EVERY, INSTALLATION, RIGHTS, Right, rights_of
from storage.role_tables import ASSIGNMENTS, CONTEXTS, GROUPS, MEMBERS, OWN_ROLES, TABLES
from storage.witness import Witness, unseen


@dataclass(frozen=True)
class Assignment:
    """`holder` is a person's id or `group:<id>`. Sandbox "": every one; context "": none."""

    holder: str
    role: str
    sandbox: str = ""
    context: str = ""
    given_by: str = ""
    given: datetime | None = None


@dataclass(frozen=True)
class SecurityContext:
    """An entry of a component that roles can be given in."""

    id: str
    sandbox: str
    component: str
    entry: int
    name: str


class Roles:
    """Assignments are sets: giving what somebody has already changes nothing. `clock` gives the time in UTC."""

    def __init__(self, database: Path, witness: Witness = unseen,
                 clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:  # fmt: skip
        """In the file of the people, whose accounts are there already."""
        self._database, self._witness, self._clock = Database(database, TABLES, durable=True), witness, clock
        self._held: tuple[int, dict[Any, frozenset[Right]]] = (0, {})
        self.groups = Groups(self._database, witness)

    def own(self) -> Mapping[str, frozenset[Right]]:
        """The roles that this installation made beside the built-in ones, with their rights."""
        with self._database.reading() as connection:
            rows = connection.execute(select(OWN_ROLES).order_by(OWN_ROLES.c.name)).all()
        return {row.name: frozenset(row.rights) for row in rows}

    def known(self) -> Sequence[str]:
        """The names of all roles."""
        return (*RIGHTS, *self.own())

    def define(self, name: str, rights: Iterable[Right], author: str = "") -> None:
        """Make a role, or give it other rights. `Refused` for the name of a built-in one and for unknown rights.

        With other rights, links of those who have it hold no longer, as when they are given one.
        """
        kept, wanted = fit_name(name), sorted(set(rights))
        if kept in RIGHTS:
            raise Refused("role_built_in", role=kept)
        if unknown := [right for right in wanted if right not in EVERY]:
            raise Refused("right_unknown", right=unknown[0], known=", ".join(EVERY))
        row = {"name": kept, "rights": wanted}
        with self._database.writing() as connection:
            said = insert(OWN_ROLES).values(row)
            connection.execute(said.on_conflict_do_update(index_elements=["name"], set_=row))
            held = select(ASSIGNMENTS.c.holder).where(ASSIGNMENTS.c.role == kept, ASSIGNMENTS.c.context == "")
            for holder in connection.scalars(held).all():
                self._void_links(connection, holder)
        self._witness("role_defined", f"role/{kept}", author=author, after=wanted)

    def drop(self, name: str, author: str = "") -> None:
        """The role is gone, also from everybody who had it."""
        with self._database.writing() as connection:
            if not connection.execute(OWN_ROLES.delete().where(OWN_ROLES.c.name == name)).rowcount:
                raise NotFound("role", name)
            connection.execute(ASSIGNMENTS.delete().where(ASSIGNMENTS.c.role == name))
        self._witness("role_deleted", f"role/{name}", author=author)

    def assign(self, holder: str, role: str, *, sandbox: str = "", context: str = "", author: str = "") -> bool:
        """Give a role; whether it is new. `Refused` for an unknown role, `NotFound` for an unknown context.

        Links of whoever gets it outside of contexts hold no longer: they were made for somebody who could do less.
        """
        known = self.known()
        if role not in known:
            raise Refused("role_unknown", role=role, known=", ".join(known))
        where = self.context(context).sandbox if context else sandbox
        row = {"holder": holder, "role": role, "sandbox": where, "context": context, "given_by": author,
               "given": self._clock()}  # fmt: skip
        with self._database.writing() as connection:
            new = bool(connection.execute(insert(ASSIGNMENTS).values(row).on_conflict_do_nothing()).rowcount)
            if new and not context:
                self._void_links(connection, holder)
        if new:
            self._tell("role_given", row)
        return new

    def take(self, assignment: Assignment, author: str = "") -> None:
        """Take one role away; `NotFound` where it was not given."""
        row = {name: getattr(assignment, name) for name in ("holder", "role", "sandbox", "context")}
        with self._database.writing() as connection:
            if not connection.execute(ASSIGNMENTS.delete().filter_by(**row)).rowcount:
                raise NotFound("assignment", assignment.role)
        self._tell("role_taken", row | {"given_by": author})

    def take_all(self, holder: str, author: str = "", *, sandbox: str | None = None) -> int:
        """Take every role that was assigned, or those of one sandbox and its contexts; how many there were."""
        with self._database.writing() as connection:
            count = connection.execute(ASSIGNMENTS.delete().where(_given_to(holder, sandbox))).rowcount
        told = {"count": count}
        self._witness("roles_taken", self._seen(holder), author=author, sandbox=sandbox or "", after=told)
        return int(count)

    def given(self, holder: str, *, sandbox: str | None = None) -> Sequence[Assignment]:
        """What a holder itself was assigned, everywhere or in one sandbox and its contexts."""
        with self._database.reading() as connection:
            rows = connection.execute(select(ASSIGNMENTS).where(_given_to(holder, sandbox))).mappings().all()
        return [Assignment(**row) for row in rows]

    def of(self, person: str) -> Sequence[Assignment]:
        """What a person was given, by themself or in a group."""
        with self._database.reading() as connection:
            asked = select(ASSIGNMENTS).where(ASSIGNMENTS.c.holder.in_(self._holders(connection, person)))
            rows = connection.execute(asked.order_by(ASSIGNMENTS.c.given)).mappings().all()
        return [Assignment(**row) for row in rows]

    def all(self) -> Sequence[Assignment]:
        """Every assignment, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(ASSIGNMENTS).order_by(ASSIGNMENTS.c.given)).mappings().all()
        return [Assignment(**row) for row in rows]

    def rights(self, name: str, sandbox: str, context: str = "") -> frozenset[Right]:
        """What a person may do in a sandbox, and with `context` inside it, too; nothing when the account is closed.

        Accounts and hosts are those of all sandboxes: a role that is given in one of them does not administer them.
        Quick enough to be asked at every turn: as long as nothing changes, no table is read.
        """
        version, asked = self._database.version(), (name, sandbox, context)
        held = self._held
        if held[0] != version:
            held = self._held = version, {}
        if asked not in held[1]:  # another thread may begin a newer one meanwhile
            held[1][asked] = self._rights(*asked)
        return held[1][asked]

    def administers(self, person: Person) -> bool:
        """Whether somebody administers this installation, or would as soon as the account is open."""
        return "administer" in self._given(person, "", "")

    def counts_beyond(self, person: Person, sandbox: str) -> bool:
        """Whether somebody was given any right outside this sandbox, whether the account is open or closed."""
        elsewhere = [one.role for one in self.of(person.id) if one.sandbox != sandbox]
        return bool(rights_of([person.role, *elsewhere], self.own()))

    def register(self, sandbox: str, component: str, entry: int, name: str, author: str = "", *, number: int
                 ) -> SecurityContext:  # fmt: skip
        """The context of an entry, made at the first time. A new name is taken over.

        `number` is the component's own: another one that had its id before is another component.
        """
        row = {"id": uuid4().hex, "sandbox": sandbox, "component": component, "number": number, "entry": entry,
               "name": name, "created": self._clock()}  # fmt: skip
        with self._database.writing() as connection:
            said = insert(CONTEXTS).values(row)
            said = said.on_conflict_do_update(index_elements=["sandbox", "number", "entry"], set_={"name": name})
            made = SecurityContext(connection.execute(said.returning(CONTEXTS.c.id)).scalar_one(), sandbox, component,
                                   entry, name)  # fmt: skip
        if made.id == row["id"]:
            self._witness("context_registered", f"context/{made.id}", author=author, sandbox=sandbox,
                          after={"component": component, "entry": entry, "name": name})  # fmt: skip
        return made

    def context(self, id: str) -> SecurityContext:
        """`NotFound` for an unknown one."""
        with self._database.reading() as connection:
            row = connection.execute(select(CONTEXTS).where(CONTEXTS.c.id == id)).one_or_none()
        if row is None:
            raise NotFound("context", id)
        return SecurityContext(row.id, row.sandbox, row.component, row.entry, row.name)

    def context_of(self, sandbox: str, number: int, entry: int) -> SecurityContext | None:
        """The context that an entry of the component with this number was registered as."""
        asked = select(CONTEXTS).filter_by(sandbox=sandbox, number=number, entry=entry)
        with self._database.reading() as connection:
            row = connection.execute(asked).one_or_none()
        return SecurityContext(row.id, sandbox, row.component, entry, row.name) if row else None

    def contexts(self) -> Sequence[SecurityContext]:
        """Every context, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(CONTEXTS).order_by(CONTEXTS.c.name)).all()
        return [SecurityContext(row.id, row.sandbox, row.component, row.entry, row.name) for row in rows]

    def unregister(self, id: str, author: str = "") -> None:
        """The entry is no context any more, and roles inside it are gone; the entry stays. `NotFound`."""
        gone = self.context(id)
        with self._database.writing() as connection:
            connection.execute(ASSIGNMENTS.delete().where(ASSIGNMENTS.c.context == id))
            connection.execute(CONTEXTS.delete().where(CONTEXTS.c.id == id))
        self._witness("context_removed", f"context/{id}", author=author, sandbox=gone.sandbox,
                      before={"component": gone.component, "entry": gone.entry, "name": gone.name})  # fmt: skip

    def forget(self, sandbox: str, *, contexts_alone: bool = False) -> None:
        """A sandbox is gone, with its contexts and what was given in it; or its contexts alone, with their roles."""
        leaving = ASSIGNMENTS.c.sandbox == sandbox
        if contexts_alone:
            leaving &= ASSIGNMENTS.c.context != ""
        with self._database.writing() as connection:
            connection.execute(ASSIGNMENTS.delete().where(leaving))
            connection.execute(CONTEXTS.delete().where(CONTEXTS.c.sandbox == sandbox))

    def close(self) -> None:
        self._database.close()

    def _rights(self, name: str, sandbox: str, context: str) -> frozenset[Right]:
        with self._database.reading() as connection:
            row = connection.execute(select(PEOPLE).where(PEOPLE.c.key == same(name))).one_or_none()
        person = person_of(row) if row else None
        return self._given(person, sandbox, context) if person and not person.closed else frozenset()

    def _given(self, person: Person, sandbox: str, context: str) -> frozenset[Right]:
        """What a person may there while the account is open."""
        held, own = self.of(person.id), self.own()
        everywhere = [one.role for one in held if not (one.sandbox or one.context)]
        here = [one.role for one in held if one.sandbox in ("", sandbox) and one.context in ("", context)]
        return rights_of([person.role, *everywhere], own) | (rights_of(here, own) - INSTALLATION)

    def _holders(self, connection: Connection, person: str) -> list[str]:
        return [person, *(f"group:{group}" for group in self.groups.ids(connection, person))]

    def _void_links(self, connection: Connection, holder: str) -> None:
        members = connection.scalars(select(MEMBERS.c.person).where(MEMBERS.c.group == holder.removeprefix("group:")))
        for person in members.all() if holder.startswith("group:") else [holder]:
            void(connection, person)

    def _tell(self, action: str, row: dict[str, Any]) -> None:
        told = {name: row[name] for name in ("role", "context") if row[name]}
        self._witness(action, self._seen(row["holder"]), author=row["given_by"], sandbox=row["sandbox"], after=told)

    def _seen(self, holder: str) -> str:
        """A holder as the log names it: by the name that people know."""
        with self._database.reading() as connection:
            if holder.startswith("group:"):
                return f"group/{connection.scalar(select(GROUPS.c.name).where(GROUPS.c.id == holder[6:])) or holder}"
            return f"person/{connection.scalar(select(PEOPLE.c.name).where(PEOPLE.c.id == holder)) or holder}"


def _given_to(holder: str, sandbox: str | None) -> ColumnElement[bool]:
    mine = ASSIGNMENTS.c.holder == holder
    return mine if sandbox is None else mine & (ASSIGNMENTS.c.sandbox == sandbox)

"""The components of a sandbox: designed, changed, dropped."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Connection

from storage.component import Component
from storage.entries import aside
from storage.entries.aside import Aside
from storage.entries.change import Change
from storage.entries.definitions import Definitions
from storage.entries.designing import Designing
from storage.entries.place import Place
from storage.entries.sheet import Sheet
from storage.entries.tables import COMPONENTS, DEEDS, OUTBOX
from storage.errors import NotFound
from storage.postgresql import ChangedMeanwhile
from storage.witness import Witness, unseen

Found = TypeVar("Found")
_TRIES = 5


class Designs:
    """The components of one sandbox. Safe for threads and processes."""

    def __init__(self, database: Place, sandbox: str, witness: Witness = unseen) -> None:
        self.sandbox, self._witness = sandbox, witness
        self._database = database
        self._definitions = Definitions(sandbox)

    def components(self) -> list[Component]:
        """Every component of the sandbox."""
        with self._database.snapshot() as connection:
            return self._definitions.all(connection)

    def component(self, id: str) -> Component:
        """`NotFound` for an unknown id."""
        with self._database.snapshot() as connection:
            return self._definitions.sheet(connection, id).component

    def number(self, id: str) -> int:
        """Which component has the id now: one that is made anew under the id has another number. `NotFound`."""
        with self._database.snapshot() as connection:
            return self._definitions.sheet(connection, id).number

    def stamp(self) -> Hashable:
        """Another value after every change of a component."""
        with self._database.snapshot() as connection:
            return self._definitions.stamp(connection)

    def define(self, component: Component, author: str, *, revision: int | None = None,
               keep: bool = False) -> Component:  # fmt: skip
        """Make a component or change its design, all of it or nothing.

        `Unfit` names everything that is wrong with the design, and the values that a new type cannot hold; with `keep`
        these are set aside instead. The values of a field that is removed are always set aside, a field that comes back
        with the same id and type finds them again. `Stale` when another revision stands (0: there is no component yet).
        """
        with self._database.writing() as connection:
            made, change = Designing(connection, self._definitions, author).define(component, revision, keep=keep)
        self._tell("component_saved", made.id, author, _seen(made) | {"set_aside": change.lost})
        return made

    def change(self, component: Component) -> Change:
        """What `define` would do, tried and taken back; `Unfit` for a bad design."""
        try:
            with self._database.writing() as connection:
                raise _TakenBack(Designing(connection, self._definitions, "").define(component, None, keep=True)[1])
        except _TakenBack as tried:
            return tried.change

    def drop(self, id: str, author: str = "") -> None:
        """Delete a component with all its entries for good; `NotFound`."""
        with self._database.writing() as connection:
            self._dropped(connection, id)
        self._tell("component_deleted", id, author)

    def clear(self) -> None:
        """All components are gone for good, with their entries and all that was posted for them."""
        with self._database.writing() as connection:
            connection.execute(OUTBOX.delete().where(OUTBOX.c.sandbox == self.sandbox))
        for one in self.components():  # one at a time: no transaction holds them all
            with suppress(NotFound), self._database.writing() as connection:
                self._dropped(connection, one.id)
        with self._database.writing() as connection:
            connection.execute(DEEDS.delete().where(DEEDS.c.sandbox == self.sandbox))

    def aside(self, component: str) -> list[Aside]:
        """The values kept of fields that are gone or changed their type."""
        with self._database.writing() as connection:
            return aside.kept_aside(connection, self._definitions, component)

    def discard(self, component: str, column: str) -> None:
        """Drop for good what was kept aside in a column; `NotFound`."""
        with self._database.writing() as connection:
            aside.discard(connection, self._definitions, component, column)

    def _dropped(self, connection: Connection, id: str) -> None:
        sheet = self._definitions.sheet(connection, id, locked=True)
        sheet.table.drop(connection)
        connection.execute(COMPONENTS.delete().where(COMPONENTS.c.number == sheet.number))

    def _tell(self, action: str, component: str, author: str, after: Any = None) -> None:
        self._witness(action, f"component/{component}", author=author, sandbox=self.sandbox, after=after)

    def _look(self, component: str, deed: Callable[[Connection, Sheet], Found]) -> Found:
        """Look into a component's table as it is at one moment; asked again when it changes at this very moment."""
        for left in reversed(range(_TRIES)):
            try:
                with self._database.snapshot() as connection:
                    return deed(connection, self._definitions.with_entries(connection, component))
            except ChangedMeanwhile:
                if not left:
                    raise
        raise AssertionError


class _TakenBack(Exception):
    """Ends a transaction that was only a try."""

    def __init__(self, change: Change) -> None:
        self.change = change


def _seen(component: Component) -> dict[str, Any]:
    """What a witness is told of a design."""
    fields = [{"name": field.name, "type": field.type} for field in component.fields]
    return {"name": component.name, "revision": component.revision, "fields": fields}

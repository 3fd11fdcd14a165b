"""The designs of the components of a sandbox, as they stand in the database."""

from collections.abc import Hashable

from sqlalchemy import Connection, func, select

from storage.component import Component
from storage.entries.sheet import Sheet
from storage.entries.tables import COMPONENTS
from storage.errors import NotFound, StorageError

_C = COMPONENTS.c


class Definitions:
    """Designs are read once per revision; each asking looks which revision stands, in its own transaction."""

    def __init__(self, sandbox: str) -> None:
        self.sandbox = sandbox
        self._seen: dict[int, Sheet] = {}

    def sheet(self, connection: Connection, id: str, *, locked: bool = False) -> Sheet:
        """The component with its table; `locked`: nobody changes either before the transaction ends. `NotFound`."""
        asked = select(_C.number, _C.revision).where(_C.sandbox == self.sandbox, _C.id == id)
        row = connection.execute(asked.with_for_update() if locked else asked).one_or_none()
        if row is None:
            raise NotFound("component", id)
        sheet = self._seen.get(row.number)
        if sheet is None or sheet.component.revision != row.revision:
            sheet = self._seen[row.number] = Sheet(row.number, self._read(connection, row.number))
        return sheet

    def with_entries(self, connection: Connection, id: str, *, locked: bool = False) -> Sheet:
        """The same, of a component that has a table of its own."""
        sheet = self.sheet(connection, id, locked=locked)
        if sheet.component.proxy:
            raise StorageError("component_is_proxy", name=sheet.component.name or id)
        return sheet

    def ids(self, connection: Connection) -> set[str]:
        return set(connection.execute(select(_C.id).where(_C.sandbox == self.sandbox)).scalars())

    def all(self, connection: Connection) -> list[Component]:
        asked = select(_C.document, _C.revision).where(_C.sandbox == self.sandbox).order_by(_C.id)
        return [_component(row.document, row.revision) for row in connection.execute(asked)]

    def stamp(self, connection: Connection) -> Hashable:
        """Another value after every change: numbers only grow, revisions only grow while their component is there."""
        asked = select(func.count(), func.max(_C.number), func.sum(_C.revision)).where(_C.sandbox == self.sandbox)
        return tuple(connection.execute(asked).one())

    def _read(self, connection: Connection, number: int) -> Component:
        asked = select(_C.document, _C.revision).where(_C.number == number)
        return _component(*connection.execute(asked).one())


def _component(document: dict[str, object], revision: int) -> Component:
    return Component.model_validate({**document, "revision": revision})

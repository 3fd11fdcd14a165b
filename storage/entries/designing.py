"""A component made or changed inside one transaction: the old design or the new one, never something between."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.component import Component
from storage.entries.change import Change, Retyped, difference
from storage.entries.columns import AnyRow
from storage.entries.definitions import Definitions
from storage.entries.design import faults_of
from storage.entries.entry import Fault, Unfit
from storage.entries.redesign import Redesign
from storage.entries.sheet import Sheet
from storage.entries.tables import COMPONENTS
from storage.entries.virtual import following
from storage.errors import Stale

_C = COMPONENTS.c


class StaleComponent(Stale):
    """The component was redesigned since it was read."""

    code = "component_stale"


class Designing:
    """One transaction's change of a component's design, by a person."""

    def __init__(self, connection: Connection, definitions: Definitions, author: str) -> None:
        self._connection, self._definitions, self._author = connection, definitions, author

    def define(self, component: Component, revision: int | None, *, keep: bool) -> tuple[Component, Change]:
        """The component as it stands then, and what changed.

        `Unfit` for a bad design and, unless `keep`, for values that do not convert; `Stale` for another revision.
        """
        mine = (_C.sandbox == self._definitions.sandbox) & (_C.id == component.id)
        row = self._connection.execute(select(COMPONENTS).where(mine).with_for_update()).one_or_none()
        if revision is not None and revision != (row.revision if row else 0):
            raise _stale(revision, row)
        before = self._definitions.sheet(self._connection, component.id) if row else None
        wanted = following(before.component, component) if before else component
        if faults := faults_of(wanted, self._definitions.ids(self._connection)):
            raise Unfit(faults)
        return self._alter(row, before, wanted, keep) if row and before else self._make(wanted)

    def _make(self, component: Component) -> tuple[Component, Change]:
        row = {"sandbox": self._definitions.sandbox, "id": component.id, "revision": 1, "aside": {}, "last_entry": 0}
        told = COMPONENTS.insert().values(row | self._said(component)).returning(_C.number)
        made = self._connection.execute(told)
        Sheet(made.scalar_one(), component).table.create(self._connection)
        return component.model_copy(update={"revision": 1}), Change(added=component.stored)

    def _alter(self, row: AnyRow, before: Sheet, component: Component, keep: bool) -> tuple[Component, Change]:
        change = difference(before.component, component, row.aside)
        after = Sheet(row.number, component)
        redesign = Redesign(self._connection, self._definitions, before, after, change)
        aside = redesign.run(dict(row.aside), {"author": self._author, "time": datetime.now(UTC).isoformat()})
        lost = [] if keep else [_lost(one) for one in change.retyped if one.lost]
        if lost or redesign.faults:
            raise Unfit([*redesign.faults, *lost])
        said = self._said(component) | {"revision": row.revision + 1, "aside": aside}
        self._connection.execute(COMPONENTS.update().where(_C.number == row.number).values(said))
        return component.model_copy(update={"revision": row.revision + 1}), change

    def _said(self, component: Component) -> dict[str, Any]:
        document = component.model_dump(exclude={"revision"})
        return {"document": document, "author": self._author, "changed": datetime.now(UTC)}


def _lost(one: Retyped) -> Fault:
    told = {"field": one.field.name, "count": one.lost}
    return Fault("design_values_lost", None, one.field.name, {**told, "examples": ", ".join(map(str, one.examples))})


def _stale(revision: int, row: AnyRow | None) -> Stale:
    if row is None:
        return StaleComponent(str(revision), "0", "", datetime.now(UTC))
    return StaleComponent(str(revision), str(row.revision), row.author, row.changed)

"""A promotion, done: what it needs first, each in one piece; the flow itself last, as a draft."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.connectors.checking import sent_elsewhere, with_marks
from runtime.problems import problem
from runtime.sandboxes.needs import FlowTaken, Key
from runtime.sandboxes.promotion import Item, Promotion
from storage.component import Component
from storage.connector import Connector
from storage.errors import Conflict
from storage.origins import Origin
from storage.record import now
from storage.template import Template

if TYPE_CHECKING:
    from runtime.installation import Installation


@dataclass(frozen=True)
class Promoting:
    """Somebody promotes; whether they may, the caller asks before."""

    installation: "Installation"
    author: str

    def do(self, found: Promotion, take: Collection[Key] = (), *, seen: str | None = None) -> str:
        """Do it, taking over those of `take` that are different there; gives the flow's id there.

        `Conflict("promotion_changed")` where `seen` is another state; `Stale` and `Unfit` leave what was done before
        them, and doing it again goes on from there.
        """
        if seen is not None and seen != found.state:
            raise Conflict("promotion_changed", name=found.target)
        if barred := [one for one in found.items if one.barred and (one.standing == "new" or one.key in take)]:
            raise problem("promotion_of_directory", name=barred[0].name)
        chosen = [one for one in found.needs
                  if one.standing == "new" or (one.standing == "different" and one.key in take)]  # fmt: skip
        for item in chosen:
            self._write(found, item)
        for item in chosen:
            self._finish(found.target, item)
        if found.flow.standing != "equal":
            self._flow(found, found.flow, found.etag)
        origin = {"from": f"{found.source}/{found.flow.id}"}
        self.installation.audit.add(self.author, "flow_promoted", f"flow/{found.flow.into}", sandbox=found.target,
                                    after=origin)  # fmt: skip
        return found.flow.into

    def _write(self, found: Promotion, item: Item) -> None:
        thing, theirs, where = item.thing, item.theirs, found.target
        if isinstance(thing, Connector):
            self._connector(where, thing, theirs)
        elif isinstance(thing, Template):
            revision = theirs.revision if isinstance(theirs, Template) else None
            self.installation.templates(where).save(thing, self.author, revision=revision)
        elif isinstance(thing, Component):
            design = _merged(thing, theirs) if isinstance(theirs, Component) else thing
            revision = theirs.revision if isinstance(theirs, Component) else 0
            self.installation.entries(where).define(self._bare(where, design), self.author, revision=revision)
        else:
            etag = self.installation.flows(where).get(item.into).etag if theirs else None
            self._flow(found, item, etag)

    def _bare(self, where: str, design: Component) -> Component:
        """Without the fields that refer to what is not there yet: two components may refer to each other."""
        known = {None, design.id, *(one.id for one in self.installation.entries(where).components())}
        return design.model_copy(update={"fields": [one for one in design.fields if one.catalog in known]})

    def _finish(self, where: str, item: Item) -> None:
        """The fields that waited for another component."""
        entries, thing = self.installation.entries(where), item.thing
        if not isinstance(thing, Component):
            return
        there = entries.component(thing.id)
        if {one.id for one in thing.fields} - {one.id for one in there.fields}:
            entries.define(_merged(thing, there), self.author, revision=there.revision)

    def _connector(self, where: str, thing: Connector, theirs: object) -> None:
        """Without secrets; those that are there stay, unless they would go to another place than they were for."""
        connectors = self.installation.connectors(where)
        if not isinstance(theirs, Connector):
            connectors.save(with_marks(thing, ()).model_copy(update={"revision": 0}), {}, self.author, 0)
            return
        stored = set(connectors.secrets(thing.id))
        made = with_marks(thing, stored)
        gone = stored if sent_elsewhere(theirs, made, ()) else set[str]()
        connectors.save(with_marks(thing, stored - gone), dict.fromkeys(gone, ""), self.author, theirs.revision)
        self.installation.tries(where).forget(thing.id)

    def _flow(self, found: Promotion, item: Item, etag: str | None) -> None:
        assert isinstance(item.thing, FlowTaken)
        flows, taken = self.installation.flows(found.target), item.thing
        origin = Origin(found.source, item.id, taken.version, now(), self.author)
        self.installation.origins.note(found.target, item.into, origin)
        if item.theirs is None:
            flows.create(taken.document, self.author, kind=taken.kind, id=item.into)
        else:
            flows.save(item.into, taken.document, etag, self.author)


def _merged(mine: Component, theirs: Component) -> Component:
    """The design with the fields that are only there behind its own: no value is lost."""
    own = {one.id for one in mine.fields}
    return mine.model_copy(update={"fields": [*mine.fields, *(one for one in theirs.fields if one.id not in own)]})

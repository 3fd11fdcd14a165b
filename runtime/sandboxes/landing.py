"""Where things of one sandbox come to lie in another: under the same id where it is free or theirs, else beside."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from runtime.sandboxes.needs import FlowTaken, Key, Thing, flow_taken
from runtime.sandboxes.references import Renamed, rewritten, with_references
from storage.component import Component
from storage.connector import Connector
from storage.errors import NotFound
from storage.slugs import slug
from storage.template import Template

if TYPE_CHECKING:
    from runtime.installation import Installation


class Landing:
    """One sandbox, as things of `source` come to it."""

    def __init__(self, there: "Installation", source: str) -> None:
        self._there, self._source = there, source

    def id(self, key: Key, thing: Thing) -> str:
        """The id that it has there, or will have."""
        kind, own = key
        if isinstance(thing, FlowTaken):
            return self._flow(own)
        theirs = self.found(kind, own)
        if theirs is None or _sort(theirs) == _sort(thing):
            return own
        others = {one.id: one for one in self._all(kind)}  # another thing that has the id by chance
        twin = (one.id for one in others.values() if (one.name, _sort(one)) == (thing.name, _sort(thing)))
        return next(twin, None) or slug(thing.name, others, kind)

    def found(self, kind: str, id: str) -> Thing | None:
        """What is there under an id."""
        try:
            if kind == "connector":
                return self._there.connectors().get(id)
            if kind == "template":
                return self._there.templates().get(id)
            if kind == "component":
                return self._there.entries().component(id)
            record = self._there.flows().get(id)
            return flow_taken(record, None if record.has_draft else record.live_version, record.document)
        except NotFound:
            return None

    def written(self, thing: Thing, into: str, renamed: Renamed) -> Thing:
        """The thing as it would stand there."""
        if isinstance(thing, FlowTaken):
            return replace(thing, id=into, document=rewritten(thing.document, renamed))
        if isinstance(thing, Component):
            return with_references(thing, renamed).model_copy(update={"id": into})
        return thing.model_copy(update={"id": into})

    def _flow(self, id: str) -> str:
        """The flow that was made of it before, that it was made of itself, or that has its id; else a free one."""
        own, flows = self._there.origins.of(self._source, id), self._there.flows()
        before = self._there.origins.made_of(self._source, id, self._there.sandbox)
        back = [own.flow] if own and own.sandbox == self._there.sandbox else []
        known = {one.id for one in flows.list()}
        there = next((one for one in (*before, *back, id) if one in known), None)
        gone = {one.id for one in flows.deleted()}
        return there or (str(uuid4()) if id in gone else id)

    def _all(self, kind: str) -> Iterable[Connector | Template | Component]:
        if kind == "connector":
            return self._there.connectors().list()
        return self._there.templates().list() if kind == "template" else self._there.entries().components()


def _sort(thing: Thing) -> object:
    """What two things must have in common to be the same one."""
    if isinstance(thing, Component):
        return thing.proxy is not None
    return thing.kind

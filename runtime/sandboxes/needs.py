"""What a flow needs to run elsewhere: connectors, components, templates, and the flows that it calls, with theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from runtime.mentions import mentioned
from storage.component import Component
from storage.connector import Connector
from storage.errors import NotFound
from storage.record import Record
from storage.template import Template

if TYPE_CHECKING:
    from runtime.installation import Installation

Kind = Literal["connector", "template", "component", "flow"]
Key = tuple[str, str]
"""Kind and id of a thing where it comes from."""


@dataclass(frozen=True)
class FlowTaken:
    """A flow as it is taken along: in the version that runs, else its draft (`version` None)."""

    id: str
    document: dict[str, Any]
    version: int | None
    kind: Literal["native", "flowservice"] = "native"

    @property
    def name(self) -> str:
        return str(self.document.get("name") or "")


Thing = Connector | Template | Component | FlowTaken


def flow_taken(record: Record, version: int | None, document: dict[str, Any]) -> FlowTaken:
    return FlowTaken(record.id, document, version, record.kind)


class Needs:
    """Everything that a flow needs, each behind what it needs itself; `found` in that order, the flow last."""

    def __init__(self, here: "Installation", flow: FlowTaken) -> None:
        self._here = here
        self.found: dict[Key, Thing] = {}
        self._seen: set[Key] = {("flow", flow.id)}
        self._look_inside(flow)
        self.found["flow", flow.id] = flow

    def _look(self, kind: str, id: str) -> None:
        if (kind, id) in self._seen:
            return
        self._seen.add((kind, id))
        try:
            thing = self._read(kind, id)
        except NotFound:  # it is gone here, too: the check of the flow says so
            return
        self._look_inside(thing)
        self.found[kind, id] = thing

    def _look_inside(self, thing: Thing) -> None:
        for key in named(thing):
            self._look(*key)

    def _read(self, kind: str, id: str) -> Thing:
        if kind == "connector":
            return self._here.connectors().get(id)
        if kind == "template":
            return self._here.templates().get(id)
        if kind == "component":
            return self._here.entries().component(id)
        record = self._here.flows().get(id)
        live = record.live_version
        return flow_taken(record, live, self._here.flows().version(id, live) if live else record.document)


def named(thing: Thing) -> Iterator[Key]:
    """What a thing names of other things."""
    if isinstance(thing, FlowTaken):
        yield from ((one.kind, one.id) for one in mentioned(thing.document) if one.kind != "file")
    elif isinstance(thing, Component):
        yield from (("component", one.catalog) for one in thing.fields if one.catalog)
        flows = (getattr(thing.proxy, way) for way in ("get", "query")) if thing.proxy else ()
        yield from (("flow", flow) for flow in flows if flow)

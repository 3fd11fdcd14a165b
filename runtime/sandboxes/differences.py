"""How a thing differs from the one of the same id in another sandbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from runtime.changes import changes
from runtime.connectors.checking import with_marks
from runtime.publish import frozen
from runtime.sandboxes.needs import FlowTaken, Thing
from storage.component import Component
from storage.connector import Connector
from storage.template import Template

_STAMPS = {"revision", "updated_at", "updated_by", "author", "time"}


@dataclass(frozen=True)
class Difference:
    """`code` says what it is about, `name` which part of the thing."""

    code: str
    name: str = ""

    @property
    def stays(self) -> bool:
        """Whether it stays so, too, when the thing is taken over."""
        return self.code == "field_stays"


def differences(mine: Thing, theirs: Thing) -> list[Difference]:
    """What `mine` says otherwise; nothing where both are the same."""
    if isinstance(mine, FlowTaken) and isinstance(theirs, FlowTaken):
        return list(_of_flows(mine, theirs))
    if isinstance(mine, Component) and isinstance(theirs, Component):
        return list(_of_components(mine, theirs))
    if isinstance(mine, Connector) and isinstance(theirs, Connector):
        return list(_of_connectors(mine, theirs))
    assert isinstance(mine, Template) and isinstance(theirs, Template)
    return list(_of_parts(_said(mine), _said(theirs)))


def _of_flows(mine: FlowTaken, theirs: FlowTaken) -> Iterator[Difference]:
    """As they would be frozen: what publishing writes out makes no difference."""
    new, old = _plain(mine), _plain(theirs)
    if new != old:
        yield Difference("steps", str(len(changes(old, new)) or 1))


def _of_components(mine: Component, theirs: Component) -> Iterator[Difference]:
    yield from _of_parts(_said(mine, "fields"), _said(theirs, "fields"))
    new = {one.id: one for one in mine.fields}
    old = {one.id: one for one in theirs.fields}
    for key, field in new.items():
        if key not in old:
            yield Difference("field_added", field.name)
        elif field != old[key]:
            yield Difference("field_changed", field.name)
    yield from (Difference("field_stays", field.name) for key, field in old.items() if key not in new)


def _of_connectors(mine: Connector, theirs: Connector) -> Iterator[Difference]:
    """Secrets aside: whether they are entered is each sandbox's own."""
    mine, theirs = with_marks(mine, ()), with_marks(theirs, ())
    yield from _of_parts(_said(mine, "settings", "endpoints"), _said(theirs, "settings", "endpoints"))
    for name in dict.fromkeys((*mine.settings, *theirs.settings)):
        if mine.settings.get(name) != theirs.settings.get(name):
            yield Difference("setting", name)
    for key in dict.fromkeys(one.id for one in (*mine.endpoints, *theirs.endpoints)):
        found = mine.endpoint(key) or theirs.endpoint(key)
        if found and mine.endpoint(key) != theirs.endpoint(key):
            yield Difference("endpoint", found.name or key)


def _of_parts(mine: dict[str, Any], theirs: dict[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys((*mine, *theirs)):
        if mine.get(name) != theirs.get(name):
            yield Difference("part", name)


def _said(thing: Connector | Component | Template, *beside: str) -> dict[str, Any]:
    return thing.model_dump(mode="json", exclude={"id", *_STAMPS, *beside})


def _plain(flow: FlowTaken) -> dict[str, Any]:
    return {name: part for name, part in frozen(flow.document).items() if name != "uses"}

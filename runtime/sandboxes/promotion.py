"""A flow on its way to another sandbox: what comes along, what is there, what is different. Nothing is done here."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from runtime.connectors.directory import DIRECTORIES
from runtime.sandboxes.differences import Difference, differences
from runtime.sandboxes.landing import Landing
from runtime.sandboxes.needs import Key, Needs, Thing, flow_taken
from runtime.sandboxes.references import Renamed
from storage.connector import Connector
from storage.errors import Conflict

if TYPE_CHECKING:
    from runtime.installation import Installation

Standing = Literal["new", "equal", "different"]


@dataclass(frozen=True)
class Item:
    """One thing that comes along, and how it stands there.

    `into` is its id there; `thing` is it as it would be written there, `theirs` what is there. Where it is `different`
    it is kept as it is there, unless somebody wants it taken over; where taking over would change nothing it is
    `equal`, though it may have more there. `barred`: only an administrator may write it.
    """

    kind: str
    id: str
    into: str
    thing: Thing
    theirs: Thing | None = None
    differences: Sequence[Difference] = ()
    barred: bool = False

    @property
    def key(self) -> Key:
        return self.kind, self.id

    @property
    def name(self) -> str:
        return self.thing.name or self.id

    @property
    def standing(self) -> Standing:
        if self.theirs is None:
            return "new"
        return "different" if any(not one.stays for one in self.differences) else "equal"


@dataclass(frozen=True)
class Promotion:
    """A flow of `source` for `target`: what it needs, and last itself."""

    source: str
    target: str
    items: Sequence[Item]
    renamed: Renamed
    etag: str | None
    """The state of the flow that is there already."""

    @property
    def flow(self) -> Item:
        """The flow that is promoted: it always becomes the draft there."""
        return self.items[-1]

    @property
    def needs(self) -> Sequence[Item]:
        return self.items[:-1]

    @cached_property
    def state(self) -> str:
        """Another text when something else would be done."""
        told = [(one.kind, one.id, one.into, one.thing, one.theirs) for one in self.items]
        return sha256(repr((self.target, self.etag, told)).encode()).hexdigest()[:16]


def promotion(installation: "Installation", source: str, flow_id: str, target: str, *, live: bool = False,
              administers: bool = False) -> Promotion:  # fmt: skip
    """What promoting the flow's draft (or the version that is live) from `source` to `target` comes to.

    `NotFound` for a flow or sandbox that is not there, `Conflict` for the same sandbox twice and where nothing is live.
    """
    if source == target:
        raise Conflict("promotion_to_itself", name=target)
    here, there = installation.at(source), installation.at(target)
    record = here.flows().get(flow_id)
    if live and record.live_version is None:
        raise Conflict("not_published", id=flow_id, state=record.state)
    version = record.live_version if live or not record.has_draft else None
    document = here.flows().version(flow_id, record.live_version) if live and record.live_version else record.document
    needs = Needs(here, flow_taken(record, version, document)).found
    landing = Landing(there, source)
    renamed = {key: landing.id(key, thing) for key, thing in needs.items()}
    items = [_item(landing, key, thing, renamed, administers) for key, thing in needs.items()]
    there_before = items[-1].theirs is not None
    return Promotion(source, target, items, renamed, there.flows().get(items[-1].into).etag if there_before else None)


def _item(landing: Landing, key: Key, thing: Thing, renamed: Renamed, administers: bool) -> Item:
    kind, into = key[0], renamed[key]
    mine, theirs = landing.written(thing, into, renamed), landing.found(kind, into)
    barred = isinstance(thing, Connector) and thing.kind in DIRECTORIES and not administers
    return Item(*key, into, mine, theirs, differences(mine, theirs) if theirs else (), barred)

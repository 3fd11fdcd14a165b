"""Which live flows wait for messages now."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from runtime.connectors.brokers.brokers import SandboxBrokers
from runtime.problems import Problems
from runtime.steps.input.subscribe_to_connector import SubscribeToConnector
from runtime.subscriptions.wanted import wanted
from storage.flows import Flows
from storage.shelf import fit_for_a_name

Place = tuple[str, str]
"""A sandbox and the id of a flow in it."""


@dataclass(frozen=True)
class LiveFlow:
    """What a subscription depends on: another one of these is another subscription.

    `path` is the endpoint's name at the broker, `revision` the connector's; `user` published the version.
    """

    settings: SubscribeToConnector
    user: str
    path: str = ""
    revision: int = 0


class LiveFlows:
    """Reads a flow again only when it was written since.

    What cannot be read for a while ends nothing: its flows are as they were seen last.
    """

    def __init__(self, folder: Path, flows: Callable[[str], Flows],
                 brokers: Callable[[str], SandboxBrokers | None]) -> None:  # fmt: skip
        """`folder` has those of each sandbox in `flows/<sandbox>`; `flows` and `brokers` give those of a sandbox."""
        self._folder, self._flows, self._brokers = folder / "flows", flows, brokers
        self._seen: dict[Place, tuple[str, LiveFlow | None]] = {}
        self._unreadable: dict[Place, str] = {}
        self._found: dict[str, Mapping[Place, LiveFlow]] = {}

    def look(self) -> Mapping[Place, LiveFlow]:
        """Every live flow that waits for messages, by sandbox and id."""
        sandboxes = self._sandboxes()
        for sandbox in sandboxes:
            try:
                self._found[sandbox] = dict(self._waiting(sandbox))
            except Exception:
                logging.getLogger("etapes").exception("the published flows of %s could not be looked at", sandbox)
        return {place: live for one in sandboxes for place, live in self._found.get(one, {}).items()}

    def _waiting(self, sandbox: str) -> Iterator[tuple[Place, LiveFlow]]:
        flows = self._flows(sandbox)
        for line in flows.list():
            if line.state != "enabled":
                continue
            place = (sandbox, line.id)
            if live := self._read(flows, place, line.etag):
                yield place, self._connected(sandbox, live)

    def _read(self, flows: Flows, place: Place, etag: str) -> LiveFlow | None:
        """The live version's subscription. One that cannot be read is tried again at each look, and said once."""
        read, live = self._seen.get(place, ("", None))
        if read == etag:
            return live
        try:
            live = _subscription(flows, place[1])
        except Exception:
            if self._unreadable.get(place) != etag:
                logging.getLogger("etapes").exception("the live version of %s cannot be read", place[1])
            self._unreadable[place] = etag
            return live
        self._seen[place] = etag, live
        return live

    def _connected(self, sandbox: str, live: LiveFlow) -> LiveFlow:
        """With its connector as it is now; what is wrong with it, the subscription tells."""
        brokers = self._brokers(sandbox)
        assert brokers
        try:
            desk = brokers.found(live.settings.connector, live.settings.endpoint, "")
        except Problems:
            return live
        path = desk.endpoint.path or desk.endpoint.id
        return LiveFlow(live.settings, live.user, path, desk.connector.revision)

    def _sandboxes(self) -> list[str]:
        return [one.name for one in self._folder.iterdir() if fit_for_a_name(one.name)] if self._folder.exists() else []


def _subscription(flows: Flows, flow: str) -> LiveFlow | None:
    number, document = flows.live(flow)
    settings = wanted(document)
    user = next((one.author for one in flows.versions(flow) if one.number == number), "")
    return LiveFlow(settings, user) if settings else None

"""Which live flows wait for messages now."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from runtime.problems import Problems
from runtime.steps.input.subscribe_to_connector import SubscribeToConnector
from runtime.stores import Stores
from runtime.subscriptions.wanted import wanted
from storage.flows import Flows
from storage.shelf import fit_for_a_name


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
    """Reads a flow again only when it was written since."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._seen: dict[tuple[str, str], tuple[str, LiveFlow | None]] = {}

    def look(self) -> Iterator[tuple[tuple[str, str], LiveFlow]]:
        """Sandbox and id of every live flow that waits for messages."""
        for sandbox in self._sandboxes():
            flows = self._stores.flows(sandbox)
            for line in flows.list():
                if line.state != "enabled":
                    continue
                etag, live = self._seen.get((sandbox, line.id), ("", None))
                if etag != line.etag:
                    live = _read(flows, line.id)
                    self._seen[sandbox, line.id] = line.etag, live
                if live:
                    yield (sandbox, line.id), self._connected(sandbox, live)

    def _connected(self, sandbox: str, live: LiveFlow) -> LiveFlow:
        """With its connector as it is now; what is wrong with it, the subscription tells."""
        brokers = self._stores.brokers(sandbox)
        assert brokers
        try:
            desk = brokers.found(live.settings.connector, live.settings.endpoint, "")
        except Problems:
            return live
        path = desk.endpoint.path or desk.endpoint.id
        return LiveFlow(live.settings, live.user, path, desk.connector.revision)

    def _sandboxes(self) -> list[str]:
        folder = self._stores.folder / "flows"
        return [one.name for one in folder.iterdir() if fit_for_a_name(one.name)] if folder.exists() else []


def _read(flows: Flows, flow: str) -> LiveFlow | None:
    """The live version's subscription; a version that cannot be read waits for nothing."""
    try:
        number, document = flows.live(flow)
        settings = wanted(document)
        user = next((one.author for one in flows.versions(flow) if one.number == number), "")
    except Exception:
        logging.getLogger("etapes").exception("the live version of %s cannot be read", flow)
        return None
    return LiveFlow(settings, user) if settings else None

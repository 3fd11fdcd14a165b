"""What cannot be read for a while ends no subscription: not its own, not another one's."""

from pathlib import Path

import pytest

from runtime.installation import Installation
from runtime.publish import publish
from runtime.subscriptions.live_flows import LiveFlows
from storage.connector import Connector, EndpointDocument
from storage.errors import StorageError
from storage.flows import Flows

WAITS = {"name": "Waits", "phases": [{"id": "a", "name": "A", "steps": [
    {"id": "given", "type": "subscribe_to_connector", "name": "Given",
     "settings": {"connector": "post", "endpoint": "post"}},
    {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"shape": "list"}},
]}]}  # fmt: skip


POST = Connector(
    name="Post",
    kind="redis",
    settings={"address": "127.0.0.1:6379"},
    endpoints=[EndpointDocument(id="post", name="Post", path="orders")],
)


@pytest.fixture
def flow(opened: Installation) -> str:
    """It is live, and nobody connects it."""
    opened.connectors().save(POST, {}, "ann")
    made = opened.flows().create(WAITS, "ann").id
    publish(opened, made, "ann")
    return made


class Flaky:
    """The flows of an installation, of which some sandboxes cannot be read now."""

    def __init__(self, installation: Installation) -> None:
        self.away: set[str] = set()
        self._installation = installation

    def __call__(self, sandbox: str) -> Flows:
        if sandbox in self.away:
            raise StorageError("storage_busy")
        return self._installation.flows(sandbox)


def test_a_sandbox_that_cannot_be_read_ends_no_subscription(opened: Installation, flow: str):
    (opened.folder / "flows" / "trial").mkdir()
    flaky = Flaky(opened)
    live = LiveFlows(opened.folder, flaky, opened.brokers)
    flaky.away = {"trial"}
    assert list(live.look()) == [("prod", flow)]
    flaky.away = {"prod"}
    assert list(live.look()) == [("prod", flow)]
    flaky.away = set()
    opened.flows().disable(flow, "ann")
    assert not live.look()


def test_a_version_that_could_not_be_read_is_tried_again(opened: Installation, flow: str):
    opened.flows().save(flow, WAITS | {"name": "Other"}, None, "ann")  # what runs is in the versions alone
    versions = opened.folder / "flows" / "prod" / flow / "versions.json"
    away = [versions, versions.with_name("versions.json.bak")]
    live = LiveFlows(opened.folder, opened.flows, opened.brokers)
    _moved(away, ".away")
    assert not live.look()
    _moved([one.with_name(one.name + ".away") for one in away], "")
    assert list(live.look()) == [("prod", flow)]


def _moved(files: list[Path], end: str) -> None:
    for file in files:
        file.rename(file.with_name(file.name.removesuffix(".away") + end))

"""A flow that waits for the messages of a real broker."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from runtime.connectors.brokers.brokers import Desk
from runtime.installation import Installation
from runtime.publish import publish
from runtime.subscriptions.state import Glance, SubscriptionState
from storage.message_tables import TakenMessage
from storage.runs import RunSummary
from tests.brokers import LOOPBACK, Post, post, until


@dataclass
class Waiting:
    """One flow, published, and the endpoint that it waits for."""

    installation: Installation
    place: Post
    flow: str = ""

    def publish(self, *steps: dict[str, Any], port: int | None = None, **settings: Any) -> "Waiting":
        """Make the connector and the flow: the subscription, `steps`, and a response; publish it."""
        made = self.installation.connectors().save(self.place.connector(port), self.place.secrets, "ann")
        given = {"id": "given", "type": "subscribe_to_connector", "name": "Given"}
        self.document = {"name": "Waiting", "phases": [{"id": "a", "name": "A", "steps": [
            {**given, "settings": {"connector": made.id, "endpoint": "post", **settings}}, *steps,
            {"id": "answer", "type": "write_response", "name": "Answer", "settings": {"shape": "list"}},
        ]}]}  # fmt: skip
        self.flow = self.installation.flows().create(self.document, "ann").id
        publish(self.installation, self.flow, "ann")
        return self

    def begin(self) -> "Waiting":
        """Let subscriptions begin, and come back when this one is connected."""
        self.installation.subscriptions.start()
        until(lambda: self.state and self.state.connected)
        return self

    @property
    def state(self) -> SubscriptionState | None:
        return self.installation.subscriptions.state(self.flow)

    @property
    def glance(self) -> Glance:
        return self.installation.subscriptions.glances([self.flow])[self.flow]

    @property
    def desk(self) -> Desk:
        """The endpoint itself, whatever line the flow has to it."""
        return Desk(self.place.connector().model_copy(update={"id": "post"}), self.place.endpoint)

    def send(self, *bodies: Any, id: str | None = None) -> None:
        for body in bodies:
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.installation.brokers().publish(self.desk, raw, {}, id)

    @property
    def runs(self) -> Sequence[RunSummary]:
        return self.installation.runs.list(self.flow, limit=1000)

    def ended(self, count: int) -> list[Any]:
        """Wait until so many runs have an answer; the items of all answers, oldest run first."""
        until(lambda: sum(run.status == "succeeded" for run in self.runs) >= count)
        return [item for run in reversed(self.runs) for item in self.installation.runs.get(run.id).response or ()]

    def dead(self, count: int) -> Sequence[TakenMessage]:
        """Wait until so many messages are set aside."""
        letters = self.installation.subscriptions.dead_letters(self.flow)
        until(lambda: letters.count() == count)
        return letters.list()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Installation]:
    with Installation(tmp_path / "data") as installation:
        installation.allowed_hosts.save(LOOPBACK, "ann")
        yield installation


@pytest.fixture
def waiting(opened: Installation, request: pytest.FixtureRequest) -> Iterator[Waiting]:
    """At RabbitMQ, or at the broker that the test names by `indirect`."""
    with post(getattr(request, "param", "rabbitmq")) as place:
        yield Waiting(opened, place)
        opened.subscriptions.close()

"""A subscription ends when it is told to, whatever its line does then: others wait for its end."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from runtime.connectors.brokers.brokers import SandboxBrokers
from runtime.connectors.brokers.guarded import BrokerThread
from runtime.installation import Installation
from runtime.message_access import Message
from runtime.steps.input.subscribe_to_connector import SubscribeToConnector
from runtime.subscriptions.subscription import Subscription
from runtime.subscriptions.taking import Taking
from runtime.subscriptions.watching import Watch
from storage.messages import Messages
from tests.brokers import Post


class Line:
    """A line to a broker that has nothing to tell."""

    missing = refused = ()
    made = False

    def __init__(self) -> None:
        self.asked, self.closed = asyncio.Event(), False

    async def __aenter__(self) -> "Line":
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def receive(self, most: int, wait: float) -> Sequence[Message]:
        self.asked.set()
        await asyncio.sleep(wait)
        return []

    async def waiting(self) -> int | None:
        return None


class Broken(Line):
    """It cannot be closed the first time."""

    async def __aexit__(self, *_: object) -> None:
        if not self.closed:
            self.closed = True
            raise ConnectionResetError("the other side was quicker")


class Deaf(Line):
    """Its library loses the first cancellation, as `asyncio.wait_for` does before Python 3.12."""

    async def receive(self, most: int, wait: float) -> Sequence[Message]:
        try:
            return await super().receive(most, wait)
        except asyncio.CancelledError:
            if self.closed:
                raise
            self.closed = True
            return []


class Brokers(SandboxBrokers):
    """Every endpoint is at this line."""

    line: Any

    def client(self, desk: Any) -> Any:
        return self.line


def subscription(opened: Installation, line: Line) -> Subscription:
    opened.connectors().save(Post("redis", "orders", "127.0.0.1", 6379).connector(), {}, "ann")
    brokers = Brokers(opened.connectors(), opened.guard, BrokerThread(opened.guard))
    brokers.line = line
    messages = Messages(opened.runs.database, "flow")
    return Subscription(
        SubscribeToConnector(connector="post", endpoint="post"), "own", brokers,
        Taking(lambda items, beside: "", messages, "post/orders", "json"), Watch(opened.engine, messages),
        noted=lambda desk, made: None,
    )  # fmt: skip


@pytest.mark.parametrize("kind", [Line, Broken, Deaf])
def test_a_subscription_ends_at_once(kind: type[Line], opened: Installation):
    async def story() -> bool:
        line = kind()
        task = asyncio.create_task(subscription(opened, line).keep())
        await line.asked.wait()
        task.cancel()
        await asyncio.wait([task], timeout=10)
        return task.done()

    assert asyncio.run(story())

"""The brokers of a sandbox: clients for its connectors, and answers to those who wait for them in other threads."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from runtime.connectors.brokers.broker import Broker
from runtime.connectors.brokers.guarded import BrokerThread
from runtime.connectors.brokers.opening import explained, opened
from runtime.connectors.guard import Guard
from runtime.message_access import Message, Waiting
from runtime.problems import problem
from storage.connector import Connector, EndpointDocument
from storage.connectors import Connectors
from storage.errors import NotFound

T = TypeVar("T")
_PATIENCE = 30.0
"""Seconds that an answer may take beyond the time that somebody wants to wait for messages."""


class SandboxBrokers:
    """All that concerns messages in one sandbox, but subscriptions."""

    def __init__(self, connectors: Connectors, guard: Guard, thread: BrokerThread, sandbox: str = "prod") -> None:
        self._connectors, self._guard, self._thread, self._sandbox = connectors, guard, thread, sandbox

    def of_flow(self, flow: str) -> "FlowBrokers":
        """As the steps of a flow see them."""
        return FlowBrokers(self, self.group(flow))

    def group(self, flow: str) -> str:
        """Who reads, where a flow names no consumer group."""
        return f"etapes-{self._sandbox}-{flow or 'trial'}"

    def found(self, connector: str, endpoint: str, group: str, reader: str = "") -> "Desk":
        """`Problems` where the connector or its endpoint is not there."""
        owner = self.connector(connector)
        if (found := owner.endpoint(endpoint)) is None:
            raise problem("endpoint_gone", "endpoint", id=endpoint, owner=owner.name)
        return Desk(owner, found, group, reader=reader)

    def connector(self, id: str) -> Connector:
        """`Problems` where it is not there."""
        try:
            return self._connectors.get(id)
        except NotFound as gone:
            raise problem("connector_gone", "connector", id=id) from gone

    def client(self, desk: "Desk") -> Broker:
        """A client for the broker's own loop."""
        owner = desk.connector.id
        return opened(
            desk.connector, desk.endpoint, desk.group, self._guard,
            lambda name: desk.secrets.get(name) or self._connectors.secret(owner, name), reader=desk.reader,
        )  # fmt: skip

    def peek(self, desk: "Desk", most: int, wait: float) -> Sequence[Message]:
        """Waiting messages that stay where they are. `Problems`, `Outage`."""
        return self._asked(desk, lambda broker: broker.peek(most, wait), wait)

    def publish(self, desk: "Desk", body: bytes, headers: Mapping[str, str], id: str | None = None) -> None:
        """Send a message; it is stored at the broker when this returns. `Problems`, `Outage`."""
        self._asked(desk, lambda broker: broker.publish(body, headers, id), 0)

    def forget(self, desk: "Desk") -> None:
        """Remove what a reader of the group left at the broker. `Problems`, `Outage`."""
        self._asked(desk, lambda broker: broker.forget(), 0)

    def _asked(self, desk: "Desk", ask: Callable[[Broker], Awaitable[T]], wait: float) -> T:
        broker = self.client(desk)

        async def answer() -> T:
            try:
                async with asyncio.timeout(wait + _PATIENCE), broker:
                    return await ask(broker)
            except Exception as wrong:
                raise explained(wrong, broker, desk.connector, desk.endpoint, connected=False) from wrong

        return self._thread.submit(answer()).result()


@dataclass(frozen=True)
class Desk:
    """Where messages are handed over: an endpoint, who takes them there together, and which of them is here.

    `secrets` were typed and are not stored yet.
    """

    connector: Connector
    endpoint: EndpointDocument
    group: str = ""
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    reader: str = ""


class FlowBrokers:
    """`Brokers` of one flow."""

    def __init__(self, brokers: SandboxBrokers, own: str) -> None:
        self._brokers, self._own = brokers, own

    def waiting(self, asked: Waiting) -> Sequence[Message]:
        desk = self._brokers.found(asked.connector, asked.endpoint, asked.group or self._own)
        return self._brokers.peek(desk, asked.most, asked.wait)

"""MQTT by paho: a persistent session at QoS 1 or 2, acknowledged by us when the run is there.

A session that the broker forgot (it was restarted without a store, or the session expired) has lost its messages:
more than MQTT promises cannot be had.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import uuid4

from paho.mqtt.packettypes import PacketTypes

from runtime.connectors.brokers.broker import Faults
from runtime.connectors.brokers.mqtt_line import Line, Refused, properties
from runtime.connectors.brokers.target import CONNECT, Target
from runtime.message_access import Message


class Mqtt:
    """Messages have no ids: one is made from the content, unless a user property `message-id` (MQTT 5) brings one."""

    missing: ClassVar[Faults] = ()
    refused: ClassVar[Faults] = (Refused,)

    def __init__(self, target: Target) -> None:
        self._target, self._five = target, target.settings.version == "5"
        self.made = True  # the session has the reader's own name
        self._client: Line | None = None

    async def __aenter__(self) -> "Mqtt":
        """The session itself begins with the first `receive`: whoever only looks must not take its messages."""
        self._session: Line | None = None
        return self

    async def __aexit__(self, *_: object) -> None:
        for line in (self._session, self._client):
            if line:
                await line.close()

    async def receive(self, most: int, wait: float) -> Sequence[Message]:
        if self._session is None:
            self._session = await self._line(self._target.reader, clean=False)
            await self._session.subscribe(self._shared(), self._target.options.qos)
        return await self._session.inbox.take(most, wait)

    async def acknowledge(self, messages: Sequence[Message]) -> None:
        if self._session:
            for message in messages:
                self._session.client.ack(*message.handle)

    async def give_back(self, messages: Sequence[Message]) -> None:
        """What is not acknowledged comes again when the session does."""

    async def peek(self, most: int, wait: float) -> Sequence[Message]:
        """What arrives while somebody listens beside the session; kept (retained) messages at once."""
        line = await self._other()
        await line.subscribe(self._target.path, 0)
        until, found = asyncio.get_running_loop().time() + wait, list[Message]()
        while len(found) < most and (left := until - asyncio.get_running_loop().time()) > 0:
            found += await line.inbox.take(most - len(found), left)
        return found

    async def publish(self, body: bytes, headers: Mapping[str, str], id: str | None = None) -> None:
        line, told = await self._other(), None
        if self._five:
            told = properties(PacketTypes.PUBLISH)
            told.UserProperty = [*headers.items(), *([("message-id", id)] if id else [])]
        sent = line.client.publish(self._target.path, body, qos=1, properties=told)
        await asyncio.to_thread(sent.wait_for_publish, CONNECT)

    async def forget(self) -> None:
        """A session of that name that begins clean forgets the old one, and itself at its end."""
        await (await self._line(self._target.reader, clean=True)).close()

    async def waiting(self) -> int | None:
        return None

    def _shared(self) -> str:
        """The topic, or the reader's share of it where several make a group."""
        target = self._target
        return target.path if target.group == target.reader else f"$share/{target.group}/{target.path}"

    async def _other(self) -> "Line":
        self._client = self._client or await self._line(f"etapes-{uuid4().hex[:12]}", clean=True)
        return self._client

    async def _line(self, name: str, *, clean: bool) -> "Line":
        line = Line(self._target, name, clean=clean)
        await line.open()
        return line

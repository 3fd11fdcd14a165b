"""Kafka by aiokafka: a topic's partitions shared by a group, whose place moves on when a run is there."""

import logging
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import (
    AuthenticationFailedError,
    GroupAuthorizationFailedError,
    GroupIdNotFound,
    NoError,
    NonEmptyGroup,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
    UnknownTopicOrPartitionError,
    for_code,
)
from aiokafka.protocol.admin import DeleteGroupsRequest

from runtime.connectors.brokers.broker import Faults, Kept
from runtime.connectors.brokers.target import CONNECT, Target
from runtime.message_access import Message

logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # what goes wrong is raised, and told where it is looked for


class Kafka:
    """A message's id is its partition and place there, with its time: a topic that is made anew begins at 0 again."""

    missing: ClassVar[Faults] = (UnknownTopicOrPartitionError,)
    refused: ClassVar[Faults] = (
        AuthenticationFailedError, GroupAuthorizationFailedError, SaslAuthenticationFailed,
        TopicAuthorizationFailedError,
    )  # fmt: skip

    def __init__(self, target: Target) -> None:
        self._target, self.made = target, target.own
        self._reader: AIOKafkaConsumer | None = None
        self._writer: AIOKafkaProducer | None = None

    async def __aenter__(self) -> "Kafka":
        """Connections are made for what is asked: to read in the group, to look, to write."""
        return self

    async def __aexit__(self, *_: object) -> None:
        for one in (self._reader, self._writer):
            if one:
                await one.stop()

    async def receive(self, most: int, wait: float) -> Sequence[Message]:
        if self._reader is None:
            self._reader = self._consumer(self._target.path, group_id=self._target.group)
            await self._reader.start()
        found = await self._reader.getmany(timeout_ms=int(wait * 1000), max_records=most)
        if not found and not self._reader.assignment():
            await self._there(self._reader)
        return [_message(one) for records in found.values() for one in records]

    async def acknowledge(self, messages: Sequence[Message]) -> None:
        if self._reader and messages:
            places: dict[TopicPartition, int] = {}
            for message in messages:
                partition, offset = message.handle
                places[partition] = max(places.get(partition, 0), offset + 1)
            await self._reader.commit(places)

    async def give_back(self, messages: Sequence[Message]) -> None:
        if self._reader:
            for message in reversed(messages):
                partition, offset = message.handle
                self._reader.seek(partition, offset)

    async def peek(self, most: int, wait: float) -> Sequence[Message]:
        """Read by a consumer of no group, from where the group stands."""
        async with self._reading(self._target.path) as looking:
            await self._there(looking)
            for partition, begun in (await self._begun(looking.assignment())).items():
                looking.seek(partition, max(begun, (await looking.beginning_offsets([partition]))[partition]))
            found: list[Message] = []
            while len(found) < most:
                more = await looking.getmany(timeout_ms=int(wait * 1000), max_records=most - len(found))
                if not more:
                    break
                found += [_message(one) for records in more.values() for one in records]
            return found

    async def publish(self, body: bytes, headers: Mapping[str, str], id: str | None = None) -> None:
        if self._writer is None:
            self._writer = AIOKafkaProducer(**self._reached(), acks="all")
            await self._writer.start()
        told = [(name, value.encode()) for name, value in headers.items()]
        await self._writer.send_and_wait(self._target.path, body, headers=told)

    async def forget(self) -> None:
        """Delete the group. One that a person named may be anybody's: Kafka forgets it by itself when it stays idle."""
        asked = AIOKafkaAdminClient(**self._reached())
        try:
            await asked.start()
            node = await asked.find_coordinator(self._target.group)
            # aiokafka has the words for it, and no method.
            told = await asked._client.send(node, DeleteGroupsRequest([self._target.group]))
        finally:
            await asked.close()
        wrong = for_code(told.results[0][1])
        if wrong is NonEmptyGroup:
            raise Kept("the group is not empty")
        if wrong not in (NoError, GroupIdNotFound):
            raise wrong(self._target.group)

    async def waiting(self) -> int | None:
        if self._reader is None or not (mine := self._reader.assignment()):
            return None
        ends = await self._reader.end_offsets(mine)
        return int(sum([ends[one] - (await self._reader.committed(one) or 0) for one in mine]))

    @asynccontextmanager
    async def _reading(self, *topics: str, **how: Any) -> AsyncIterator[AIOKafkaConsumer]:
        """A consumer for a moment; one that cannot start is stopped, too."""
        consumer = self._consumer(*topics, **how)
        try:
            await consumer.start()
            yield consumer
        finally:
            await consumer.stop()

    def _consumer(self, *topics: str, **how: Any) -> AIOKafkaConsumer:
        start = self._target.options.start
        return AIOKafkaConsumer(*topics, **self._reached(), **how, enable_auto_commit=False, auto_offset_reset=start)

    async def _begun(self, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        """Where the group stands."""
        async with self._reading(group_id=self._target.group) as group:
            group.assign(list(partitions))
            return {one: await group.committed(one) or 0 for one in partitions}

    async def _there(self, consumer: AIOKafkaConsumer) -> None:
        """Whoever asks for a topic that is missing must not make it."""
        if self._target.path not in await consumer.topics():
            raise UnknownTopicOrPartitionError(self._target.path)

    def _reached(self) -> dict[str, Any]:
        settings, trusted = self._target.settings, self._target.tls()
        told: dict[str, Any] = {
            "bootstrap_servers": [f"{host}:{port}" for host, port in settings.places()],
            "request_timeout_ms": int(CONNECT * 1000), "client_id": f"etapes-{uuid4().hex[:8]}",
        }  # fmt: skip
        secure, plain = ("SASL_SSL", "SSL") if trusted else ("SASL_PLAINTEXT", "PLAINTEXT")
        told |= {"security_protocol": secure if settings.user else plain, "ssl_context": trusted}
        if settings.user:
            told |= {"sasl_mechanism": settings.mechanism, "sasl_plain_username": settings.user,
                     "sasl_plain_password": self._target.password}  # fmt: skip
        return told


def _message(one: ConsumerRecord[Any, Any]) -> Message:
    headers = {name: value.decode("utf-8", "replace") for name, value in one.headers}
    if one.key:
        headers["key"] = one.key.decode("utf-8", "replace")
    time = datetime.fromtimestamp(one.timestamp / 1000, UTC)
    name, place = f"{one.topic}:{one.partition}:{one.offset}@{one.timestamp}", TopicPartition(one.topic, one.partition)
    return Message(name, one.value or b"", headers, time, handle=(place, one.offset))

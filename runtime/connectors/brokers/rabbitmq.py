"""RabbitMQ by aio-pika: a durable queue, acknowledged message by message."""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar

from aio_pika import DeliveryMode, connect
from aio_pika import Message as Sent
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import (
    AuthenticationError,
    ChannelClosed,
    ChannelNotFoundEntity,
    ChannelPreconditionFailed,
    ProbableAuthenticationError,
)

from runtime.connectors.brokers.broker import Faults, Kept
from runtime.connectors.brokers.target import CONNECT, Inbox, Target
from runtime.message_access import Message

logging.getLogger("aiormq").setLevel(logging.CRITICAL)  # what goes wrong is raised, and told where it is looked for
_AHEAD = 200
"""Messages that the broker sends before the first of them is acknowledged."""


class Rabbitmq:
    """A message's id is its `message_id`; without one it is made from its content, and equal ones are told apart."""

    missing: ClassVar[Faults] = (ChannelNotFoundEntity,)
    refused: ClassVar[Faults] = (AuthenticationError, ProbableAuthenticationError)

    def __init__(self, target: Target) -> None:
        self._target, self._inbox = target, Inbox()
        self._queue: AbstractQueue | None = None
        self.made = False

    async def __aenter__(self) -> "Rabbitmq":
        settings, ((host, port), *_) = self._target.settings, self._target.settings.places()
        trusted = self._target.tls()
        self._connection: AbstractConnection = await connect(
            host=host, port=port, login=settings.user or "guest", password=self._target.password or "guest",
            virtualhost=settings.virtual_host, ssl=bool(trusted), ssl_context=trusted, timeout=CONNECT,
        )  # fmt: skip
        try:
            self._channel = await self._opened()
        except BaseException:
            await self._connection.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connection.close()

    async def receive(self, most: int, wait: float) -> Sequence[Message]:
        if self._queue is None:
            self._queue = await self._found()
            self._channel.close_callbacks.add(self._closed)
            await self._queue.consume(self._arrived)
        return await self._inbox.take(most, wait)

    async def acknowledge(self, messages: Sequence[Message]) -> None:
        for message in messages:
            await message.handle.ack()

    async def give_back(self, messages: Sequence[Message]) -> None:
        for message in messages:
            await message.handle.nack(requeue=True)

    async def peek(self, most: int, wait: float) -> Sequence[Message]:
        """They are taken and, as the channel closes, put back in their place. Looking makes no queue."""
        channel = await self._connection.channel()
        queue, found = await channel.get_queue(self._target.path, ensure=False), list[Message]()
        try:
            while len(found) < most and (one := await queue.get(fail=False)):
                found.append(_message(one))
        except ChannelNotFoundEntity:
            if not self._target.options.declare_:
                raise
        finally:
            await channel.close()
        return found

    async def publish(self, body: bytes, headers: Mapping[str, str], id: str | None = None) -> None:
        options = self._target.options
        await self._found()
        sent = Sent(body, headers=dict(headers), message_id=id, delivery_mode=DeliveryMode.PERSISTENT)
        exchange = self._channel.default_exchange
        if options.exchange:
            exchange = await self._channel.get_exchange(options.exchange, ensure=False)
        await exchange.publish(sent, options.routing_key if options.exchange else self._target.path)

    async def forget(self) -> None:
        """Remove the queue, unless somebody uses it; one without an exchange behind it keeps messages sent to it."""
        try:
            await self._channel.queue_delete(
                self._target.path, if_unused=True, if_empty=not self._target.options.exchange
            )
        except ChannelPreconditionFailed as wrong:
            raise Kept(str(wrong)) from wrong

    async def waiting(self) -> int | None:
        return (await self._channel.declare_queue(self._target.path, passive=True)).declaration_result.message_count

    async def _found(self) -> AbstractQueue:
        """The queue; made where it is missing, if that is wanted."""
        path, options = self._target.path, self._target.options
        self._channel = await self._opened()
        try:
            return await self._channel.declare_queue(path, passive=True)
        except ChannelNotFoundEntity:
            if not options.declare_:
                raise
        self._channel = await self._opened()
        queue = await self._channel.declare_queue(path, durable=True)
        self.made = True
        if options.exchange:
            await queue.bind(options.exchange, options.routing_key)
        return queue

    async def _opened(self) -> AbstractChannel:
        channel = await self._connection.channel()
        await channel.set_qos(prefetch_count=_AHEAD)
        return channel

    async def _arrived(self, message: AbstractIncomingMessage) -> None:
        self._inbox.put(_message(message))

    def _closed(self, _: object, wrong: BaseException | None) -> None:
        self._inbox.fail(wrong if isinstance(wrong, Exception) else ChannelClosed())


def _message(one: AbstractIncomingMessage) -> Message:
    headers = {name: _text(value) for name, value in (one.headers or {}).items()}
    told = {"routing-key": one.routing_key, "content-type": one.content_type, "correlation-id": one.correlation_id}
    headers |= {name: value for name, value in told.items() if value}
    content = sha256(repr((sorted(headers.items()), one.timestamp)).encode() + one.body).hexdigest()
    return Message(
        one.message_id or content, one.body, headers, _moment(one.timestamp), exact=bool(one.message_id),
        again=bool(one.redelivered), handle=one,
    )  # fmt: skip


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _moment(time: datetime | None) -> datetime | None:
    return time.replace(tzinfo=UTC) if time and time.tzinfo is None else time

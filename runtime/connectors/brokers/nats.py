"""NATS JetStream by nats-py: a durable pull consumer."""

import re
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar

from nats.aio.client import Client
from nats.errors import AuthorizationError, ConnectionClosedError, NoServersError
from nats.errors import TimeoutError as Silence
from nats.js.api import AckPolicy, ConsumerConfig
from nats.js.errors import NotFoundError

from runtime.connectors.brokers.broker import Faults
from runtime.connectors.brokers.target import CONNECT, Target
from runtime.message_access import Message

_ACK_WAIT = 5.0
"""Seconds after which a message that nobody acknowledged comes again; taking one takes milliseconds."""
_AT_ONCE = 1000


class Nats:
    """A message's id is its number in the stream with its time: a stream that is made anew begins at 1 again."""

    missing: ClassVar[Faults] = (NotFoundError,)
    refused: ClassVar[Faults] = (AuthorizationError,)

    def __init__(self, target: Target) -> None:
        self._target = target
        self._durable = re.sub(r"[^\w-]", "-", target.group)
        self._pulling: Any = None
        self.made = target.own

    async def __aenter__(self) -> "Nats":
        target = self._target
        self._client = await self._connected()
        try:
            self._stream = self._client.jetstream()
            self._name = target.options.stream or await self._stream.find_stream_name_by_subject(target.path)
            await self._stream.stream_info(self._name)
        except BaseException:
            await self._client.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def receive(self, most: int, wait: float) -> Sequence[Message]:
        if self._client.is_closed:
            raise ConnectionClosedError
        if self._pulling is None:
            self.made = self.made or await self._consumer() is None
            how = ConsumerConfig(ack_policy=AckPolicy.EXPLICIT, ack_wait=_ACK_WAIT, max_ack_pending=_AT_ONCE)
            self._pulling = await self._stream.pull_subscribe(
                self._target.path, durable=self._durable, stream=self._name, config=how
            )
        try:
            return [self._message(one) for one in await self._pulling.fetch(most, max(wait, 0.01))]
        except Silence:
            return []

    async def acknowledge(self, messages: Sequence[Message]) -> None:
        for message in messages:
            await message.handle.ack()
        await self._client.flush()

    async def give_back(self, messages: Sequence[Message]) -> None:
        for message in messages:
            await message.handle.nak()
        await self._client.flush()

    async def peek(self, most: int, wait: float) -> Sequence[Message]:
        """Read from the stream itself, behind what the group has acknowledged without a gap."""
        found, at = list[Message](), await self._begun() + 1
        while len(found) < most:
            try:
                raw = await self._stream.get_msg(self._name, seq=at, subject=self._target.path, next=True)
            except NotFoundError:
                break
            at = (raw.seq or at) + 1
            headers = _told(raw.headers)
            place = f"{self._name}:{raw.seq}@{raw.time.isoformat() if raw.time else None}"
            found.append(Message(place, raw.data or b"", {"subject": raw.subject or "", **headers}, raw.time))
        return found

    async def publish(self, body: bytes, headers: Mapping[str, str], id: str | None = None) -> None:
        sent = {**headers, **({"Nats-Msg-Id": id} if id else {})}
        await self._stream.publish(self._target.path, body, stream=self._name, headers=sent or None)

    async def forget(self) -> None:
        with suppress(NotFoundError):
            await self._stream.delete_consumer(self._name, self._durable)

    async def waiting(self) -> int | None:
        told = await self._stream.consumer_info(self._name, self._durable)
        return (told.num_pending or 0) + (told.num_ack_pending or 0)

    async def _connected(self) -> Any:
        target, settings = self._target, self._target.settings
        said: list[Exception] = []

        async def say(wrong: Exception) -> None:
            """What goes wrong later is raised where it was asked for."""
            said.append(wrong)

        client = _Secure() if settings.tls else Client()
        try:
            await client.connect(
                servers=[f"nats://{_host(host)}:{port}" for host, port in settings.places()], error_cb=say,
                user=settings.user or None, password=target.password or None, token=target.secrets.get("token") or None,
                tls=target.tls(), allow_reconnect=False, connect_timeout=int(CONNECT), max_reconnect_attempts=1,
                reconnect_time_wait=0,
            )  # fmt: skip
            return client
        except BaseException as wrong:
            if client._transport:  # its own `close` would wait for what never became secure
                client._transport.close()  # type: ignore[no-untyped-call]
            if isinstance(wrong, NoServersError) and said:
                raise said[-1] from wrong
            raise

    async def _begun(self) -> int:
        told = await self._consumer()
        return int(told.ack_floor.stream_seq) if told and told.ack_floor else 0

    async def _consumer(self) -> Any:
        """The durable consumer as the server tells it; None where it is not there yet."""
        try:
            return await self._stream.consumer_info(self._name, self._durable)
        except NotFoundError:
            return None

    def _message(self, one: Any) -> Message:
        told = one.metadata
        headers = {"subject": one.subject, **_told(one.headers)}
        place = f"{self._name}:{told.sequence.stream}@{told.timestamp.isoformat()}"
        return Message(place, one.data, headers, told.timestamp, again=told.num_delivered > 1, handle=one)


class _Secure(Client):
    """The library encrypts where the server demands it; here nothing is said to a server in the clear."""

    async def _process_info(self, info: dict[str, Any], initial_connection: bool = False) -> None:
        if not (info.get("tls_required") or info.get("tls_available")):
            raise ssl.SSLError(ssl.SSL_ERROR_SSL, "the server does not encrypt")
        info["tls_required"] = True
        await super()._process_info(info, initial_connection)


def _host(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _told(headers: Any) -> dict[str, str]:
    """What the sender said; what its library said to the server is nobody's matter."""
    said = {str(name): str(value) for name, value in (headers or {}).items()}
    return {name: value for name, value in said.items() if not name.startswith("Nats-Expected-")}

"""Redis Streams by redis-py: a consumer of a group, which first finishes what it had begun."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from ssl import SSLContext
from typing import Any, ClassVar

from redis.asyncio import Connection, ConnectionPool, SSLConnection
from redis.asyncio import Redis as Client
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, NoPermissionError, ResponseError

from runtime.connectors.brokers.broker import Faults
from runtime.connectors.brokers.target import CONNECT, Target
from runtime.message_access import Message
from storage.exact_json import dumps

Entry = tuple[bytes, dict[bytes, bytes]]


class Redis:
    """A message's id is its entry's: the time of its arrival and a number."""

    missing: ClassVar[Faults] = ()
    refused: ClassVar[Faults] = (AuthenticationError, NoPermissionError)

    def __init__(self, target: Target) -> None:
        self._target, self._group, self._path = target, target.group, target.path
        self.made = target.own
        self._begun: bytes | None = None
        """Where the consumer stands in what it had received before; None before its first look."""

    async def __aenter__(self) -> "Redis":
        settings, ((host, port), *_) = self._target.settings, self._target.settings.places()
        trusted = self._target.tls()
        pool = ConnectionPool(
            connection_class=_secured(trusted) if trusted else Connection, host=host, port=port, protocol=2,
            db=settings.database, username=settings.user or None,
            password=self._target.password or None, socket_connect_timeout=CONNECT, retry=Retry(NoBackoff(), 0),
        )  # fmt: skip
        self._client = Client.from_pool(pool)
        try:
            await self._client.ping()
        except BaseException:
            await self._client.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def receive(self, most: int, wait: float) -> Sequence[Message]:
        if self._begun is None:
            with suppress(ResponseError):  # the group is there
                await self._client.xgroup_create(self._path, self._group, "0", mkstream=True)
                self.made = True
            self._begun = b"0"
        if self._begun and (again := await self._read(self._begun, most, None)):
            self._begun = again[-1][0]
            return self._messages(again, again=True)
        self._begun = b""
        return self._messages(await self._read(b">", most, max(1, int(wait * 1000))))

    async def acknowledge(self, messages: Sequence[Message]) -> None:
        await self._client.xack(self._path, self._group, *[one.handle for one in messages])

    async def give_back(self, messages: Sequence[Message]) -> None:
        """What is not acknowledged is read first when the stream is opened again."""

    async def peek(self, most: int, wait: float) -> Sequence[Message]:
        told = await self._told()
        after = b"(" + told["last-delivered-id"] if told else b"-"
        entries: Any = await self._client.xrange(self._path, after, b"+", count=most)
        return self._messages(entries)

    async def publish(self, body: bytes, headers: Mapping[str, str], id: str | None = None) -> None:
        fields: dict[Any, Any] = {**headers, **({"message-id": id} if id else {}), self._target.options.field: body}
        await self._client.xadd(self._path, fields)

    async def forget(self) -> None:
        """Remove the group; the stream is everybody's."""
        with suppress(ResponseError):  # the stream is gone
            await self._client.xgroup_destroy(self._path, self._group)

    async def waiting(self) -> int | None:
        told = await self._told()
        return told["lag"] + told["pending"] if told and told.get("lag") is not None else None

    async def _told(self) -> dict[str, Any] | None:
        try:
            groups = await self._client.xinfo_groups(self._path)
        except ResponseError:  # no such stream
            return None
        return next((one for one in groups if one["name"] == self._group.encode()), None)

    async def _read(self, after: bytes, most: int, wait: int | None) -> list[Entry]:
        reader = self._target.reader
        found: Any = await self._client.xreadgroup(self._group, reader, {self._path: after}, count=most, block=wait)
        return list(found[0][1]) if found else []

    def _messages(self, entries: Sequence[Entry], again: bool = False) -> list[Message]:
        """An entry that was deleted meanwhile is an empty message."""
        return [self._message(place, fields or {}, again) for place, fields in entries]

    def _message(self, id: bytes, fields: dict[bytes, bytes], again: bool) -> Message:
        texts = {name.decode("utf-8", "replace"): value.decode("utf-8", "replace") for name, value in fields.items()}
        body = fields.get(self._target.options.field.encode())
        headers = {name: value for name, value in texts.items() if name != self._target.options.field}
        time = datetime.fromtimestamp(int(id.partition(b"-")[0]) / 1000, UTC)
        whole = dumps(texts) if body is None else body
        return Message(id.decode(), whole, {} if body is None else headers, time, again=again, handle=id)


def _secured(trusted: SSLContext) -> type[Connection]:
    """Connections that trust whom all our connections trust; redis-py would choose for itself."""

    class Secured(SSLConnection):
        def _connection_arguments(self) -> Mapping[str, Any]:
            return {**super()._connection_arguments(), "ssl": trusted}

    return Secured

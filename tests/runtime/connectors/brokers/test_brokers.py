"""Five brokers, one habit: what is not acknowledged comes again, and looking takes nothing."""

import asyncio
from collections.abc import Iterator
from uuid import uuid4

import pytest

from runtime.connectors.brokers.broker import Broker
from runtime.connectors.brokers.brokers import Desk, SandboxBrokers
from runtime.connectors.brokers.guarded import BrokerThread
from runtime.connectors.guard import Guard
from runtime.problems import Outage, Problems
from storage.connectors import Connectors
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets
from tests.brokers import KINDS, LOOPBACK, Post, post

GUARD = Guard(lambda: LOOPBACK)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest) -> Iterator[Post]:
    with post(request.param) as made:
        yield made


@pytest.fixture
def thread() -> Iterator[BrokerThread]:
    thread = BrokerThread(GUARD)
    yield thread
    thread.close()


def brokers_of(place: Post, thread: BrokerThread, guard: Guard = GUARD) -> SandboxBrokers:
    connectors = Connectors(None, Secrets(None, SecretKeys()))
    connectors.save(place.connector(), place.secrets, "ann")
    return SandboxBrokers(connectors, guard, thread)


async def received(broker: Broker, count: int) -> list[bytes]:
    """The bodies of so many messages, none of them acknowledged."""
    found: list[bytes] = []
    async with asyncio.timeout(20):
        while len(found) < count:
            found += [one.body for one in await broker.receive(count - len(found), 1)]
    return found


def test_what_is_not_acknowledged_comes_again_and_looking_takes_nothing(place: Post, thread: BrokerThread):
    brokers = brokers_of(place, thread)
    desk = brokers.found("post", "post", f"group-{uuid4().hex}")

    async def story() -> None:
        if place.kind == "mqtt":  # what is sent before the session exists is nobody's
            async with brokers.client(desk) as broker:
                await broker.receive(1, 0.01)
        async with brokers.client(desk) as broker:
            for number in range(4):
                await broker.publish(b"%d" % number, {"to": "you"}, f"number {number}")
            if place.kind != "mqtt":
                assert len(await broker.peek(2, 2)) == 2
        async with brokers.client(desk) as broker:
            first, *_ = await broker.receive(1, 20)
            assert first.headers["to"] == "you"
            await broker.acknowledge([first])
        async with brokers.client(desk) as broker:
            left = await received(broker, 3)
            assert sorted([first.body, *left]) == [b"0", b"1", b"2", b"3"]

    thread.submit(story()).result(60)


@pytest.mark.parametrize("kind", KINDS)
def test_a_broker_that_does_not_answer_is_an_outage(kind: str, thread: BrokerThread):
    place = Post(kind, "nowhere", "127.0.0.1", 1)
    brokers = brokers_of(place, thread)
    with pytest.raises(Outage) as told:
        brokers.publish(brokers.found("post", "post", ""), b"{}", {})
    assert told.value.problems[0].code == "broker_unreachable"


@pytest.mark.parametrize("kind", KINDS)
def test_no_broker_of_a_private_address_is_reached_unless_it_is_allowed(kind: str, thread: BrokerThread):
    unwilling = Guard(resolve=lambda host, port: ["127.0.0.1"])
    hidden = BrokerThread(unwilling)
    brokers = brokers_of(Post(kind, "inside", "inside.example", 1), hidden, unwilling)
    with pytest.raises(Problems) as told:
        brokers.peek(brokers.found("post", "post", ""), 1, 0.1)
    hidden.close()
    assert told.value.problems[0].code == "address_refused"


@pytest.mark.parametrize("kind", ["rabbitmq", "redis"])
def test_who_may_not_is_told_so(kind: str, thread: BrokerThread):
    with post(kind) as place:
        stranger = Post(place.kind, place.name, place.host, place.port, "nobody", "wrong")
        brokers = brokers_of(stranger, thread)
        with pytest.raises(Problems) as told:
            brokers.publish(brokers.found("post", "post", ""), b"{}", {})
    assert told.value.problems[0].code == "broker_refused"


@pytest.mark.parametrize("kind", ["rabbitmq", "nats"])
def test_an_endpoint_that_is_not_there_is_named(kind: str, thread: BrokerThread):
    with post(kind) as place:
        brokers = brokers_of(place, thread)
        desk = brokers.found("post", "post", "")
        gone = desk.endpoint.model_copy(update={"path": "not-there", "options": {}})
        with pytest.raises(Problems) as told:
            brokers.peek(Desk(desk.connector, gone), 1, 0.1)
    assert (told.value.problems[0].code, told.value.problems[0].parameters["endpoint"]) == (
        "broker_endpoint_missing", "not-there",
    )  # fmt: skip


def test_a_connector_that_is_no_broker_is_named(thread: BrokerThread):
    brokers = brokers_of(Post("http", "x", "127.0.0.1", 1), thread)
    with pytest.raises(Problems, match="connector_no_broker"):
        brokers.client(brokers.found("post", "post", ""))
    with pytest.raises(Problems, match="endpoint_gone"):
        brokers.found("post", "other", "")

"""Encrypted connections to brokers: whom we do not know is not spoken to, and that is said in one sentence."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from runtime.connectors.brokers.brokers import SandboxBrokers
from runtime.connectors.brokers.guarded import BrokerThread
from runtime.connectors.guard import Guard
from runtime.problems import Outage, Problems
from storage.connectors import Connectors
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets
from tests.brokers import KINDS, LOOPBACK, encrypted, post
from tests.certificates import Authority

Reached = Callable[..., SandboxBrokers]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def reached(tmp_path: Path) -> Iterator[Reached]:
    """`reached(kind, authority, host)`: brokers whose connector is encrypted; the server is called `host` by the
    authority. More settings are the connector's."""
    guard = Guard(lambda: LOOPBACK)
    thread = BrokerThread(guard)
    with ExitStack() as open_:

        def reach(kind: str, authority: Authority, host: str = "127.0.0.1", **settings: Any) -> SandboxBrokers:
            place, port = open_.enter_context(encrypted(kind, *authority.sign(tmp_path, host)))
            connectors = Connectors(None, Secrets(None, SecretKeys()))
            connectors.save(place.connector(port, tls=True, **settings), place.secrets, "ann")
            return SandboxBrokers(connectors, guard, thread)

        yield reach
        thread.close()


def said(brokers: SandboxBrokers) -> str:
    """What is told of a message that is sent."""
    with pytest.raises(Problems) as told:
        brokers.publish(brokers.found("post", "post", ""), b"{}", {})
    assert not isinstance(told.value, Outage)
    return told.value.problems[0].code


def test_a_broker_whose_authority_is_trusted_is_spoken_to(kind: str, reached: Reached):
    authority = Authority()
    brokers = reached(kind, authority, certificate=authority.certificate)
    desk = brokers.found("post", "post", "together")
    brokers.publish(desk, b'{"n": 1}', {})
    if kind != "mqtt":  # what is sent while nobody listens is nobody's
        assert [one.body for one in brokers.peek(desk, 1, 2)] == [b'{"n": 1}']


def test_a_certificate_of_an_unknown_authority_is_refused(kind: str, reached: Reached):
    assert said(reached(kind, Authority())) == "certificate_untrusted"


def test_a_certificate_of_another_host_is_refused(kind: str, reached: Reached):
    authority = Authority()
    brokers = reached(kind, authority, "broker.example", certificate=authority.certificate)
    assert said(brokers) == "certificate_other_host"


def test_what_was_pasted_must_be_a_certificate(kind: str, reached: Reached):
    assert said(reached(kind, Authority(), certificate="no certificate")) == "certificate_malformed"


@pytest.mark.parametrize("plain", ["rabbitmq", "nats", "mqtt"])
def test_nothing_is_said_in_the_clear_to_a_broker_that_does_not_encrypt(plain: str):
    guard = Guard(lambda: LOOPBACK)
    thread = BrokerThread(guard)
    connectors = Connectors(None, Secrets(None, SecretKeys()))
    with post(plain) as place:
        connectors.save(place.connector(tls=True), place.secrets, "ann")
        brokers = SandboxBrokers(connectors, guard, thread)
        with pytest.raises(Problems) as told:
            brokers.publish(brokers.found("post", "post", ""), b"{}", {})
        thread.close()
    assert told.value.problems[0].code in ("tls_failed", "broker_unreachable")

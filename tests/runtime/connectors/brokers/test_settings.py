"""An address is understood as people write it, or named as what it is not."""

import pytest

from runtime.connectors import CONNECTORS
from runtime.connectors.brokers import BROKERS, ENDPOINTS
from runtime.connectors.brokers.settings import NatsSettings, RabbitmqSettings
from runtime.connectors.settings import strictly


@pytest.mark.parametrize(
    ("address", "tls", "place"),
    [
        ("mq.example", False, ("mq.example", 5672)),
        ("mq.example", True, ("mq.example", 5671)),
        ("mq.example:99", True, ("mq.example", 99)),
        ("10.0.0.7:1", False, ("10.0.0.7", 1)),
        ("[::1]", False, ("::1", 5672)),
        ("[::1]:7", False, ("::1", 7)),
    ],
)
def test_a_host_may_bring_its_port(address: str, tls: bool, place: tuple[str, int]):
    settings = RabbitmqSettings(address=address, tls=tls)
    assert (settings.problems(), settings.places()) == ([], [place])


def test_a_cluster_is_named_by_several():
    assert NatsSettings(address="a, b:1").places() == [("a", 4222), ("b", 1)]


@pytest.mark.parametrize("address", ["amqp://host", "host:port", "host:0", "host:70000", "me@host", "a b", "a,b"])
def test_what_is_no_address_is_said(address: str):
    _, problems = strictly(RabbitmqSettings, {"address": address})
    assert [(one.code, one.setting) for one in problems] == [("broker_address", "address")]


def test_every_broker_has_settings_and_options_and_keeps_its_password_apart():
    assert BROKERS.keys() == ENDPOINTS.keys() and BROKERS.keys() < CONNECTORS.keys()
    assert all("password" in kind.secret_names() for kind in BROKERS.values())

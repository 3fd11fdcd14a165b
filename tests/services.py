"""Real servers on this machine that tests use when they answer; in CI they must."""

import os
import socket

import pytest

ADDRESSES = {
    "PostgreSQL": ("ETAPES_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/test"),
    "RabbitMQ": ("ETAPES_TEST_RABBITMQ", "amqp://guest:guest@127.0.0.1:5672/"),
    "NATS": ("ETAPES_TEST_NATS", "nats://127.0.0.1:4222"),
    "Redis": ("ETAPES_TEST_REDIS", "redis://127.0.0.1:6379/0"),
    "Mosquitto": ("ETAPES_TEST_MQTT", "mqtt://127.0.0.1:1883"),
}
"""Name of the service → the variable that says where it is, and where it is looked for without that."""


def need(service: str) -> str:
    """The service's address; the test is skipped, with the reason, where nothing answers (and fails so in CI)."""
    variable, usual = ADDRESSES[service]
    url = os.environ.get(variable, usual)
    place = url.partition("://")[2].rpartition("@")[2].partition("/")[0]
    host, _, port = place.partition(":")
    try:
        socket.create_connection((host, int(port)), timeout=2).close()
    except OSError as silent:
        reason = f"{service} does not answer at {place} ({silent}); set {variable} to use another one"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return url

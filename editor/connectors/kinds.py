"""The kinds of connectors: their signs, and the libraries that some of them need."""

from importlib.util import find_spec

from runtime.connectors.directory import DIRECTORIES
from storage.rights import Right

ICONS = {
    "http": "language", "smtp": "mail", "rabbitmq": "inbox", "nats": "sensors", "redis": "bolt", "mqtt": "cell_tower",
    "kafka": "stacks", "ldap": "contacts", "oidc": "passkey",
}  # fmt: skip
LIBRARIES = {
    "rabbitmq": "aio_pika", "nats": "nats", "redis": "redis", "mqtt": "paho", "kafka": "aiokafka",
    "ldap": "ldap3", "oidc": "authlib",
}  # fmt: skip
"""The module that a kind needs beside Étapes itself."""


def extra_of(kind: str) -> str:
    """What `etapes[…]` must name to bring that module."""
    return "directory" if kind in DIRECTORIES else "brokers"


def needs(kind: str) -> Right:
    """What it takes to change such a connector: whoever may change a directory decides who comes in."""
    return "administer" if kind in DIRECTORIES else "design"


def icon_of(kind: str) -> str:
    return ICONS.get(kind, "hub")


def missing(kind: str) -> bool:
    """Whether what the kind needs is not installed here."""
    return kind in LIBRARIES and find_spec(LIBRARIES[kind]) is None

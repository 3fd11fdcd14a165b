"""What a person says of a message broker, and of one of its endpoints. No broker's library is imported here."""

from typing import ClassVar, Literal

from pydantic import Field

from runtime.connectors.hosts import host_and_port
from runtime.connectors.settings import ConnectorSettings
from runtime.fields import Secret, Setting
from runtime.problems import Problem


class BrokerSettings(ConnectorSettings):
    """Where a broker is and who we are. `certificate` holds certificates (PEM) trusted beside the usual ones."""

    ports: ClassVar[tuple[int, int]]
    """The usual port without and with TLS."""
    many: ClassVar[bool] = False
    """Whether several addresses may be named, separated by commas: the servers of one cluster."""

    address: str = Field(default="", min_length=1)
    tls: bool = False
    certificate: str = ""
    user: str = ""
    password: Secret = None

    def problems(self) -> list[Problem]:
        texts = [one.strip() for one in self.address.split(",")] if self.many else [self.address]
        wrong = [one for one in texts if host_and_port(one, 0) is None]
        return [Problem(code="broker_address", setting="address", parameters={"address": one}) for one in wrong]

    def places(self) -> list[tuple[str, int]]:
        """Hosts and ports, the usual port where none is said."""
        found = (host_and_port(one.strip(), self.ports[self.tls]) for one in self.address.split(","))
        return [one for one in found if one]


class RabbitmqSettings(BrokerSettings):
    """RabbitMQ, or another broker that speaks AMQP 0-9-1."""

    ports = (5672, 5671)

    virtual_host: str = Field(default="/", min_length=1)


class NatsSettings(BrokerSettings):
    """NATS with JetStream. `token` in place of user and password."""

    ports = (4222, 4222)
    many = True

    token: Secret = None


class RedisSettings(BrokerSettings):
    """Redis, for its streams."""

    ports = (6379, 6379)

    database: int = Field(default=0, ge=0)


class MqttSettings(BrokerSettings):
    """A broker that speaks MQTT. `version` 3.1.1 knows no headers."""

    ports = (1883, 8883)

    version: Literal["5", "3.1.1"] = "5"


class KafkaSettings(BrokerSettings):
    """Kafka, or a broker that speaks its protocol; user and password by `mechanism`."""

    ports = (9092, 9093)
    many = True

    mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "PLAIN"


class QueueOptions(Setting):
    """A queue of RabbitMQ. With `declare` a durable one is made where it is missing, and bound to `exchange`.

    Messages are published to `exchange` with `routing_key`; without an exchange to the queue itself.
    """

    declare_: bool = Field(default=False, alias="declare")
    exchange: str = ""
    routing_key: str = ""


class SubjectOptions(Setting):
    """A subject of NATS, in `stream`; without one it is looked up by the subject."""

    stream: str = ""


class StreamOptions(Setting):
    """A stream of Redis. The message is in the entry's `field`; an entry without it is a message as a whole."""

    field: str = Field(default="payload", min_length=1)


class TopicOptions(Setting):
    """A topic of MQTT, or a filter over topics (`plant/+/heat`)."""

    qos: Literal[1, 2] = 1


class LogOptions(Setting):
    """A topic of Kafka; `start` is where a group begins that has read nothing yet."""

    start: Literal["earliest", "latest"] = "earliest"

"""Message brokers: strict settings of each kind here, a file with its client per kind, imported when it is used."""

from runtime.connectors.brokers.settings import (
    KafkaSettings,
    LogOptions,
    MqttSettings,
    NatsSettings,
    QueueOptions,
    RabbitmqSettings,
    RedisSettings,
    StreamOptions,
    SubjectOptions,
    TopicOptions,
)
from runtime.connectors.settings import ConnectorSettings
from runtime.fields import Setting

BROKERS: dict[str, type[ConnectorSettings]] = {
    "rabbitmq": RabbitmqSettings,
    "nats": NatsSettings,
    "redis": RedisSettings,
    "mqtt": MqttSettings,
    "kafka": KafkaSettings,
}
"""The settings of a connector by its `kind`."""
ENDPOINTS: dict[str, type[Setting]] = {
    "rabbitmq": QueueOptions,
    "nats": SubjectOptions,
    "redis": StreamOptions,
    "mqtt": TopicOptions,
    "kafka": LogOptions,
}
"""The `options` of an endpoint by the kind of its connector; its name at the broker is its `path`."""

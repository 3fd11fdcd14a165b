"""From a connector and its endpoint to a client, and from what goes wrong to a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module

from runtime.connectors.brokers import BROKERS, ENDPOINTS
from runtime.connectors.brokers.broker import Broker, Kept
from runtime.connectors.brokers.target import Target
from runtime.connectors.guard import Guard
from runtime.connectors.http.not_connected import not_secure
from runtime.connectors.settings import strictly
from runtime.mishaps import causes
from runtime.problems import Outage, Problem, Problems, problem
from runtime.settings import refusal
from storage.connector import Connector, EndpointDocument, marked_secrets

PACKAGES = {"rabbitmq": "aio-pika", "nats": "nats-py", "redis": "redis", "mqtt": "paho-mqtt", "kafka": "aiokafka"}
"""The packages that bring the brokers' libraries; all are in the extra `brokers`."""


def opened(connector: Connector, endpoint: EndpointDocument, group: str, guard: Guard,
           secret: Callable[[str], str], *, reader: str = "") -> Broker:  # fmt: skip
    """A client of one endpoint, not connected yet. `Problems` where it cannot be made."""
    target = replace(_target(connector, endpoint, group, guard, secret), reader=reader or group)
    try:
        client: type[Broker] = getattr(
            import_module(f"runtime.connectors.brokers.{connector.kind}"), connector.kind.capitalize()
        )
    except ImportError as missing:
        parameters = {"broker": connector.kind, "package": PACKAGES[connector.kind]}
        raise problem("broker_library_missing", "connector", **parameters) from missing
    return client(target)  # type: ignore[call-arg]


def explained(wrong: BaseException, broker: Broker, connector: Connector, endpoint: EndpointDocument, *,
              connected: bool) -> Problems:  # fmt: skip
    """What to tell of an error of a broker's library; only what a person must change is no `Outage`."""
    if ours := next((one for one in causes(wrong) if isinstance(one, Problems)), None):
        return ours
    if insecure := not_secure(wrong, str(connector.settings.get("address", ""))):
        return insecure
    said = f"{type(wrong).__name__}: {wrong}".strip(": ")[:200]
    told = {"connector": connector.name or connector.id, "said": said}
    if isinstance(wrong, Kept):
        return problem("broker_kept", "endpoint", endpoint=endpoint.path, **told)
    if isinstance(wrong, broker.missing):
        return problem("broker_endpoint_missing", "endpoint", endpoint=endpoint.path, **told)
    if isinstance(wrong, broker.refused):
        return problem("broker_refused", "connector", **told)
    return Outage(Problem(code="broker_lost" if connected else "broker_unreachable", parameters=told))


def _target(connector: Connector, endpoint: EndpointDocument, group: str, guard: Guard,
            secret: Callable[[str], str]) -> Target:  # fmt: skip
    kind = BROKERS.get(connector.kind)
    if kind is None:
        raise problem("connector_no_broker", "connector", connector=connector.name)
    settings, wrong = strictly(kind, connector.settings)
    if wrong or settings is None:
        raise Problems(*[one.model_copy(update={"setting": "connector"}) for one in wrong])
    secrets: Mapping[str, str] = {name: secret(name) for name in marked_secrets(connector.settings)}
    return Target(settings, endpoint.path or endpoint.id, _options(connector, endpoint), group, guard, secrets)


def _options(connector: Connector, endpoint: EndpointDocument) -> object:
    from pydantic import ValidationError

    kind = ENDPOINTS[connector.kind]
    try:
        return kind.model_validate(endpoint.options)
    except ValidationError as wrong:
        raise Problems(*[refusal(dict(one), kind) for one in wrong.errors(include_url=False)]) from wrong

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import ConnectorName, Endpoint
from runtime.json_shape import schema_from, shape_of
from runtime.known import Known
from runtime.message_access import MESSAGE, Format, Message, Waiting, item_of
from runtime.model import Item, Model
from runtime.problems import Problem
from runtime.schema import UNKNOWN, FieldType, Kind, Schema
from runtime.sent import items_of, note_absent, with_fields
from runtime.step_type import Group, Nature, StepType

if TYPE_CHECKING:
    from storage.connector import Connector

_SAMPLE = 10
"""Messages that a run by hand looks at, at least."""


class SubscribeToConnector(StepType):
    """One run per message of a queue, topic, subject or stream, or per batch of them, while the flow is live.

    A run by hand looks at waiting messages, which stay where they are. A payload's fields are the item's; what the
    message itself is stands in `$message`.
    """

    group: ClassVar[Group] = Group.INPUT
    nature: ClassVar[Nature] = Nature.READ
    fleeting: ClassVar[bool] = True
    icon: ClassVar[str] = "sensors"

    connector: ConnectorName
    endpoint: Endpoint
    format: Format = "json"
    consumer_group: str = Field(default="", max_length=200)
    batch_size: int = Field(default=1, ge=1, le=10_000)
    batch_wait: float = Field(default=1, ge=0, le=300)
    parallel: int = Field(default=10, ge=1, le=100)
    attempts: int = Field(default=3, ge=1, le=20)

    def problems_in(self, known: Known) -> list[Problem]:
        connector: Connector | None = known.get("connector", self.connector)
        if connector is None or connector.kind in ("rabbitmq", "nats", "redis", "mqtt", "kafka"):
            return []
        told = {"connector": connector.name}
        return [Problem(code="connector_no_broker", setting="connector", parameters=told)]

    def declared_in(self, known: Known) -> Schema | None:
        """The fields of the endpoint's sample message; without one only messages can tell."""
        sample = self.sample_in(known)
        if self.format == "text" or sample is None:
            return {"text": FieldType(Kind.STRING), MESSAGE: _ABOUT} if self.format == "text" else None
        payload = {name: value for name, value in sample.items() if name != MESSAGE}
        return {**schema_from(shape_of(payload)), MESSAGE: _ABOUT}

    def sample_in(self, known: Known) -> Any:
        connector: Connector | None = known.get("connector", self.connector)
        endpoint = connector.endpoint(self.endpoint) if connector else None
        if endpoint is None or endpoint.sample is None:
            return None
        return _sampled(endpoint.sample, self.format)

    def run(self, ctx: Context, *models: Model) -> Model:
        items = items_of(ctx.caller_model()) if ctx.called else self._waiting(ctx)
        note_absent(items, ctx.faults)
        declared = self.declared_in(ctx.known) or {}
        return ctx.tables.of(with_fields(items, list(declared)), None if items else declared)

    def _waiting(self, ctx: Context) -> list[Item]:
        most = max(_SAMPLE, self.batch_size)
        found = ctx.brokers.waiting(
            Waiting(self.connector, self.endpoint, self.consumer_group, most, max(self.batch_wait, 1))
        )
        ctx.log("messages_looked_at", count=len(found))
        return [item_of(one, self.format) for one in found]


_ABOUT = FieldType(
    Kind.OBJECT, {"id": FieldType(Kind.STRING), "headers": UNKNOWN, "time": FieldType(Kind.STRING)}
)  # fmt: skip
"""What `$message` holds; which headers there are, only messages tell."""


def _sampled(sample: Any, form: Format) -> Item:
    """The item that a sample message would be."""
    from storage.exact_json import dumps

    body = sample.encode() if form == "text" and isinstance(sample, str) else dumps(sample).strip()
    return item_of(Message("sample", body), form)

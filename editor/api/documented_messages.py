"""What the OpenAPI document says of subscriptions and of messages that are set aside."""

from typing import Any

from editor.api.documented import Told, answers, body
from editor.api.shapes import RunReceipt, Shape


class SubscriptionView(Shape):
    """`lag` counts waiting messages, null where the broker does not tell; `error` is a problem."""

    connector: str
    endpoint: str
    connected: bool
    since: str | None
    lag: int | None
    received: int
    unfinished: int
    last_message: str | None
    error: dict[str, Any] | None
    dead_letters: int


class DeadLetterView(Shape):
    """`body` is the message as text; `run` the run that failed of it, null where it made none."""

    number: int
    id: str
    body: str
    headers: dict[str, str]
    sent: str | None
    taken: str
    run: str | None
    problem: dict[str, Any]


class DeadLetterList(Shape):
    items: list[DeadLetterView]
    next: None


_REPAIRED: Told = {"schema": {"type": "object", "properties": {"body": {"type": "string"}}}}

subscription: Told = {"responses": answers(404, s200=SubscriptionView)}
dead_letters: Told = {"responses": answers(404, s200=DeadLetterList)}
replaying: Told = {
    "responses": answers(404, 409, 413, 415, s202=RunReceipt),
    "openapi_extra": body(required=False, json=_REPAIRED),
}
dropping: Told = {"responses": answers(404, s204="Dropped.")}

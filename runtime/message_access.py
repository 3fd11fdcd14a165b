"""Messages of brokers: what one is, what its item is, and what a step may ask."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from runtime.model import Item
from runtime.problems import problem

MESSAGE = "$message"
"""The field that tells of the message itself: its id, headers and time."""
Format = Literal["json", "text"]


@dataclass(frozen=True)
class Message:
    """A message as it came. `time` is when it was sent, as far as the broker tells.

    With `exact`, no other message of the endpoint ever has this `id`. Without, `id` is made from what the message says,
    and an equal one may be another message: then `again` tells whether the broker has delivered it before.
    """

    id: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    time: datetime | None = None
    exact: bool = True
    again: bool = False
    handle: Any = field(default=None, compare=False, repr=False)
    """What the broker's own library acknowledges it by."""


@dataclass(frozen=True)
class Waiting:
    """Which messages: those of an endpoint that a group has not taken yet; an empty group is the flow's own."""

    connector: str
    endpoint: str
    group: str = ""
    most: int = 10
    wait: float = 1.0


class Brokers(Protocol):
    """The message brokers of the sandbox, as a step may use them."""

    def waiting(self, asked: Waiting) -> Sequence[Message]:
        """Messages that stay where they are. `Problems` where the connector is none, `Outage` where none answers."""
        ...


def item_of(message: Message, form: Format) -> Item:
    """The payload's fields and `$message`; a payload that is no object stands in `value`, a text in `text`.

    `Problems` for what is no JSON, or no text.
    """
    time = message.time.isoformat() if message.time else None
    told = {"id": message.id, "headers": dict(message.headers), "time": time}
    if form == "text":
        return {"text": _text(message.body), MESSAGE: told}
    payload = _json(_text(message.body))
    return {**(payload if isinstance(payload, dict) else {"value": payload}), MESSAGE: told}


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise problem("message_not_text") from wrong


def _json(text: str) -> Any:
    from storage.exact_json import loads, marked

    try:
        return loads(marked(text))
    except ValueError:
        pass
    try:
        json.loads(text)
    except json.JSONDecodeError as wrong:
        raise problem("message_not_json", said=wrong.msg, row=wrong.lineno, column=wrong.colno) from wrong
    except (ValueError, RecursionError) as wrong:
        raise problem("message_not_json", said=str(wrong), row=1, column=1) from wrong
    raise problem("message_not_json", said="NaN", row=1, column=1)

"""One message on its way to one recipient, and what became of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

State = Literal["waiting", "sending", "sent", "failed", "dropped"]


@dataclass(frozen=True)
class Mail:
    """One message to one recipient, by a connector of a sandbox (and its `endpoint`, where it is no mail server).

    `key` makes it the same mail however often it is posted. `content` are its texts, attachments (ids of stored files)
    and parameters. `user` is the id of the person who is told where it cannot be delivered, `run` whose doing it was.
    """

    key: str
    connector: str
    recipient: str
    subject: str
    content: dict[str, Any]
    name: str = ""
    endpoint: str = ""
    sandbox: str = "prod"
    user: str = ""
    run: str = ""


@dataclass(frozen=True)
class Delivery(Mail):
    """A mail and what became of it.

    `uncertain`: an attempt ended before the server had said whether it took the mail, so it may arrive twice. `code`
    and `parameters` are the problem of the last attempt that failed.
    """

    number: int = 0
    state: State = "waiting"
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    due: datetime | None = None
    attempts: int = 0
    uncertain: bool = False
    ended: datetime | None = None
    code: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)

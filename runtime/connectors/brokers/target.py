"""What a client connects to: settings and endpoint as they are strictly, with the secrets."""

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runtime.connectors.guard import Guard
from runtime.message_access import Message

CONNECT = 10.0
"""Seconds that a connection may take."""


@dataclass(frozen=True)
class Target:
    """`path` is the endpoint's name at the broker; `group` reads there together, `reader` is one of them."""

    settings: Any
    path: str
    options: Any
    group: str
    guard: Guard
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    reader: str = ""

    @property
    def password(self) -> str:
        return self.secrets.get("password", "")

    @property
    def own(self) -> bool:
        """Whether the group is the reader's own: nobody else can have made it."""
        return self.group == self.reader

    def tls(self) -> ssl.SSLContext | None:
        """Who may be trusted; None without TLS."""
        from runtime.connectors.http.trust import trust

        return trust(self.settings.certificate) if self.settings.tls else None


class Inbox:
    """Messages that a library hands over as they come, until somebody takes them; an error comes last."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Message | Exception] = asyncio.Queue()
        self._broken: Exception | None = None

    def put(self, message: Message) -> None:
        self._queue.put_nowait(message)

    def fail(self, wrong: Exception) -> None:
        """Nothing will come any more: whoever waits is told so."""
        if self._broken is None:
            self._broken = wrong
            self._queue.put_nowait(wrong)

    async def take(self, most: int, wait: float) -> Sequence[Message]:
        """What is there, up to `most`; waits up to `wait` seconds for a first one. Raises the error behind the rest."""
        if self._broken and self._queue.empty():
            raise self._broken
        found: list[Message] = []
        try:
            found.append(_message(await asyncio.wait_for(self._queue.get(), wait)))
        except TimeoutError:
            return found
        while len(found) < most and not self._queue.empty():
            if isinstance(one := self._queue.get_nowait(), Exception):
                break
            found.append(one)
        return found


def _message(one: Message | Exception) -> Message:
    if isinstance(one, Exception):
        raise one
    return one

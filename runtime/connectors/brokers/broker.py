"""What every broker can do, whatever it calls it: one endpoint of it, open, on one event loop."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import ClassVar, Protocol

from runtime.message_access import Message

Faults = tuple[type[Exception], ...]


class Kept(Exception):
    """What is to be removed holds something, or somebody else uses it."""


class Broker(Protocol):
    """One endpoint of a broker, connected between `__aenter__` and `__aexit__`.

    What was received and not acknowledged comes again: to whoever opens the endpoint next in the same group. Every
    method raises what its library raises when the connection is lost; then the endpoint must be opened anew.
    """

    missing: ClassVar[Faults]
    """Raised where the endpoint is not there."""
    refused: ClassVar[Faults]
    """Raised where we may not."""
    made: bool
    """Whether what `receive` reads by (a queue, a group, a durable consumer, a session) was made by us; it stays."""

    async def __aenter__(self) -> "Broker": ...
    async def __aexit__(self, kind: type[BaseException] | None, wrong: BaseException | None,
                        where: TracebackType | None) -> None: ...  # fmt: skip

    async def receive(self, most: int, wait: float) -> Sequence[Message]:
        """What is there, up to `most`; waits up to `wait` seconds for a first one."""
        ...

    async def acknowledge(self, messages: Sequence[Message]) -> None:
        """They are taken for good."""
        ...

    async def give_back(self, messages: Sequence[Message]) -> None:
        """They are to come again, soon."""
        ...

    async def peek(self, most: int, wait: float) -> Sequence[Message]:
        """Waiting messages that stay where they are."""
        ...

    async def publish(self, body: bytes, headers: Mapping[str, str], id: str | None = None) -> None:
        """Send a message there; it is stored at the broker when this returns."""
        ...

    async def forget(self) -> None:
        """Remove what `receive` reads by; where it is not there, all is well. `Kept` where the broker does not want."""
        ...

    async def waiting(self) -> int | None:
        """How many messages nobody of the group has taken yet; None where the broker does not tell."""
        ...

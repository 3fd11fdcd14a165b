"""What steps may ask of the systems outside: a call of an endpoint, and what came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from runtime.answer import Answer

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]


@dataclass(frozen=True)
class Call:
    """One call: `parameters` by their names, `method` where it is not the endpoint's own.

    `key` makes the call the same deed however often it is sent. `address` is the whole address of a further page.
    """

    connector: str
    endpoint: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    method: Method | None = None
    key: str = ""
    address: str = ""


class Systems(Protocol):
    """The connectors of the sandbox, as one step may use them."""

    def ask(self, call: Call) -> Answer:
        """Call an endpoint; an answer of any status comes back.

        `Problems` where the call cannot be made or the guard refuses it, `Outage` where it may succeed another time.
        """
        ...

    def sample(self, call: Call) -> Answer | None:
        """What the endpoint is known to answer, nothing being called; None where that is not known."""
        ...

    def address(self, call: Call) -> str:
        """Where the call would go, without secrets and with the places that are not filled."""
        ...

"""What a step may ask so that people are told something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Channel = Literal["in_app", "smtp", "api"]
"""Under the bell of the editor, by a mail server, by an endpoint of another system that takes messages."""


@dataclass(frozen=True)
class Way:
    """How messages go. `parameters` are further ones of the endpoint, with places such as `{to}` and `{subject}`."""

    channel: Channel
    connector: str = ""
    endpoint: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Addressee:
    """Who is told: a person by their id, or a mail address that nobody here has."""

    id: str = ""
    name: str = ""
    address: str = ""

    @property
    def shown(self) -> str:
        return self.name or self.address


@dataclass(frozen=True)
class Message:
    """What is told; sealed values are opened when it is delivered. `documents` are ids and names of stored files."""

    subject: str
    text: str = ""
    html: str = ""
    documents: Sequence[tuple[str, str]] = ()


class Notices(Protocol):
    """Notices and mail, as one step of a run may send them."""

    def ready(self, way: Way) -> None:
        """`Problems` where messages cannot go this way."""
        ...

    def found(self, who: str, way: Way) -> Sequence[Addressee]:
        """Whom a user name, a user's id or an address means. `Problems` where it is nobody that can be told."""
        ...

    def with_role(self, role: str, way: Way) -> Sequence[Addressee]:
        """Everybody who has the role in the flow's sandbox, and can be told this way. An address that is none warns."""
        ...

    def send(self, way: Way, messages: Sequence[tuple[Addressee, Message]], key: str) -> int:
        """All of them, or none: from now on they will be delivered. The same `key` sends nothing a second time.

        Gives how many there are. `Problems` for an address or a subject that would reach further than it should.
        """
        ...


class SampleNotices:
    """`Notices` for whoever may look and not touch: nobody is looked up, nothing is sent."""

    def ready(self, way: Way) -> None:
        return None

    def found(self, who: str, way: Way) -> Sequence[Addressee]:
        return (Addressee(name=who),)

    def with_role(self, role: str, way: Way) -> Sequence[Addressee]:
        return (Addressee(name=role),)

    def send(self, way: Way, messages: Sequence[tuple[Addressee, Message]], key: str) -> int:
        raise AssertionError("nothing is sent here")

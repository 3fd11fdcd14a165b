"""What differs between the two prefixes: the shapes of flows and lists, the refusals, the headers that are required."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from storage.flows import Flows
from storage.record import Record, Summary

Json = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One page of a list: `following` is the address of the next one, `total` set where a count was asked for."""

    lines: list[Summary]
    limit: int
    following: str | None = None
    total: int | None = None


class Dialect(Protocol):
    root: str
    """The prefix, for links."""
    kind: Any
    """How storage calls flows that are made here."""
    accepted: tuple[str, ...]
    """The media types of bodies, beside JSON Patch for PATCH."""
    etag_bare: bool
    """Whether an If-Match without quotes is understood."""
    owned: frozenset[str]
    """Members of a flow's representation that only the server writes."""

    def gate(self, headers: Mapping[str, str]) -> None:
        """Refuse a request without the headers that this prefix requires."""

    def check_new(self, document: Json) -> None:
        """Refuse a new flow that lacks what even a draft needs."""

    def flow(self, record: Record) -> Json:
        """A flow's representation, without any envelope."""
        ...

    def single(self, flow: Json) -> Json:
        """The body of an answer that holds one flow."""
        ...

    def page(self, page: Page, flows: Flows) -> Json: ...

    def refused(self, wrong: Exception, status: int, body: Json) -> tuple[int, Json]:
        """Status and body of a problem as this prefix's clients know them."""
        ...

"""The endpoints that an OpenAPI document describes, and what of it could not be taken over."""

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from runtime.connectors.http.openapi.asking import Asking, asking
from runtime.connectors.http.openapi.document import Document, children
from runtime.connectors.http.openapi.operations import Operation, left, operations
from runtime.connectors.http.openapi.sampling import sample_of
from runtime.connectors.http.openapi.security import authentication
from runtime.connectors.http.openapi.servers import address_in
from runtime.problems import Problem
from storage.connector import EndpointDocument
from storage.slugs import slug


@dataclass(frozen=True)
class Imported:
    """What a document says: suggestions for the connector, endpoints, and warnings for everything left out."""

    name: str
    description: str
    settings: dict[str, Any] = field(default_factory=dict)
    """`address` and the settings of the authentication, as far as the document knows them."""
    endpoints: list[EndpointDocument] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)


def imported(content: bytes, source: str = "") -> Imported:
    """Read a document; `source` is where it was fetched, for addresses that are relative to it.

    `Problems` for what is no OpenAPI 3.0 or 3.1, in JSON or YAML.
    """
    document = Document(content)
    info = children(document.root, "info")
    address = address_in(document.root, source)
    left_out = [] if address else [left("openapi_no_address", "servers")]
    endpoints: dict[str, EndpointDocument] = {}
    for one in operations(document, left_out):
        asked = asking(document, one.where, one.path, one.operation)
        left_out += asked.left_out
        if asked.usable:
            made = _endpoint(document, one, asked, endpoints)
            endpoints[made.id] = made
    if children(document.root, "webhooks"):
        left_out.append(left("openapi_webhooks", "webhooks"))
    settings = ({"address": address} if address else {}) | authentication(document)
    title, described = str(info.get("title") or ""), str(info.get("description") or "")
    return Imported(title, described[:2000], settings, list(endpoints.values()), left_out)


def _endpoint(document: Document, one: Operation, asked: Asking, taken: Container[str]) -> EndpointDocument:
    said = one.operation
    return EndpointDocument(
        id=slug(str(said.get("operationId") or one.where), taken, "endpoint"),
        name=str(said.get("summary") or said.get("operationId") or one.where)[:200],
        description=str(said.get("description") or "")[:2000], method=one.method.upper(), path=one.route,
        parameters=asked.parameters, body=asked.body, sample=sample_of(document, said),
    )  # fmt: skip

"""The operations of a document that a connector can call."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from runtime.connectors.http.openapi.document import Document, Node, children, listed
from runtime.problems import Problem

_METHODS = ("get", "post", "put", "patch", "delete", "head")
_OTHERS = ("options", "trace")
_MOST = 5000


@dataclass(frozen=True)
class Operation:
    """An operation that can be called; `where` is what sentences call it."""

    where: str
    route: str
    method: str
    path: Node
    operation: Node


def operations(document: Document, left_out: list[Problem]) -> Iterator[Operation]:
    """Every operation that can be called."""
    count = 0
    for route, node in children(document.root, "paths").items():
        if outside := document.outside(node):
            left_out.append(left("openapi_reference", route, reference=outside))
        path = document.at(node)
        for method in (*_METHODS, *_OTHERS):
            if not children(path, method):
                continue
            where, operation = f"{method.upper()} {route}", children(path, method)
            count += 1
            if method in _OTHERS or count > _MOST:
                left_out.append(left("openapi_method" if method in _OTHERS else "openapi_too_many", where))
            elif listed(operation, "servers") or listed(path, "servers"):
                left_out.append(left("openapi_other_server", where))
            else:
                yield Operation(where, route, method, path, operation)


def left(code: str, where: str, **parameters: Any) -> Problem:
    """A warning that something was left out."""
    return Problem(code=code, parameters={"where": where, **parameters}, severity="warning")

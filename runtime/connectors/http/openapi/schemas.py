"""Schemas of an OpenAPI document: the type of a value, the fields of an object."""

from typing import Any

from runtime.connectors.http.openapi.document import Document, Node, children, listed

_FORMATS = {"date": "date", "date-time": "datetime", "time": "time"}


def type_of(document: Document, schema: Any) -> str:
    """The name of the type as endpoints say it; `string` where the schema says nothing."""
    node = whole(document, schema)
    kind = kind_of(node)
    return _FORMATS.get(str(node.get("format")), "string") if kind == "string" else kind


def whole(document: Document, schema: Any) -> Node:
    """The schema with everything that `allOf` brings; of `oneOf` and `anyOf` the first. Each is worked out once."""
    node = document.at(schema)
    if id(node) not in document.wholes:
        document.wholes[id(node)] = node  # what contains itself meets itself bare
        document.wholes[id(node)] = _united(document, node)
    return document.wholes[id(node)]


def _united(document: Document, node: Node) -> Node:
    for part in listed(node, "allOf"):
        other = whole(document, part)
        node = {**other, **node, "properties": {**children(other, "properties"), **children(node, "properties")},
                "required": [*listed(other, "required"), *listed(node, "required")]}  # fmt: skip
    first = next(iter([*listed(node, "oneOf"), *listed(node, "anyOf")]), None)
    if first is not None and "type" not in node and not children(node, "properties"):
        return whole(document, first)
    return node


def kind_of(node: Node) -> str:
    """The one JSON type that a schema speaks of, null aside."""
    said = node.get("type")
    kinds = [kind for kind in (said if isinstance(said, list) else [said]) if kind and kind != "null"]
    if kinds:
        return str(kinds[0])
    return "object" if children(node, "properties") else "array" if "items" in node else "string"

"""An OpenAPI document, read from JSON or YAML, and what stands behind its references."""

from typing import Any
from urllib.parse import unquote

from runtime.connectors.http.openapi.reading import parsed
from runtime.problems import problem

SIZE = 20_000_000
"""Bytes of the largest document that is read."""
_HOPS, _LOOKS = 20, 5_000_000

Node = dict[str, Any]
_NOTHING: Node = {}


class Document:
    """The parsed document."""

    def __init__(self, content: bytes) -> None:
        """`Problems` for what is no JSON or YAML, too large, or not of OpenAPI 3.0 or 3.1."""
        if len(content) > SIZE:
            raise problem("openapi_too_large", limit=SIZE / 1_000_000)
        root = parsed(content, SIZE)
        version = str(root.get("openapi") or root.get("swagger") or "") if isinstance(root, dict) else ""
        if not version.startswith(("3.0", "3.1")):
            raise problem("openapi_version", version=version)
        self.root: Node = root
        self.wholes: dict[int, Node] = {}
        """Schemas that were put together already, by the identity of what the document says."""
        self._left = _LOOKS

    def at(self, node: Any) -> Node:
        """The node, or what its references lead to; an empty one where they lead nowhere or out of the document.

        `Problems` for a document that leads to itself in so many ways that nobody could read it.
        """
        self._left -= 1
        if self._left < 0:
            raise problem("openapi_too_large", limit=SIZE / 1_000_000)
        for _ in range(_HOPS):
            if not isinstance(node, dict):
                return _NOTHING
            if "$ref" not in node:
                return node
            node = self._behind(str(node["$ref"]))
        return _NOTHING

    def outside(self, node: Any) -> str:
        """The reference that leads out of the document, if it is one."""
        reference = node.get("$ref") if isinstance(node, dict) else None
        return str(reference) if reference and not str(reference).startswith("#/") else ""

    def _behind(self, reference: str) -> Any:
        here: Any = self.root if reference.startswith("#/") else None
        for step in reference[2:].split("/"):
            name = unquote(step).replace("~1", "/").replace("~0", "~")
            here = here.get(name) if isinstance(here, dict) else None
        return here


def children(node: Any, name: str) -> Node:
    """The object at `name`; an empty one where there is none."""
    found = node.get(name) if isinstance(node, dict) else None
    return found if isinstance(found, dict) else {}


def listed(node: Any, name: str) -> list[Any]:
    found = node.get(name) if isinstance(node, dict) else None
    return found if isinstance(found, list) else []

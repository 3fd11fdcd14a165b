"""A sample answer, made of the schema of one."""

from typing import Any

from runtime.connectors.http.openapi.document import Document, Node, children, listed
from runtime.connectors.http.openapi.schemas import kind_of, whole

_DEEPEST, _MOST = 8, 500
_TEXTS = {
    "date": "2024-01-31", "date-time": "2024-01-31T12:00:00Z", "time": "12:00:00", "email": "ann@example.com",
    "uuid": "00000000-0000-0000-0000-000000000000", "uri": "https://example.com",
}  # fmt: skip
_PLAIN: dict[str, Any] = {"integer": 1, "number": 1.5, "boolean": True}


class Sampler:
    """Samples of one answer; what contains itself, or is too large, ends in null."""

    def __init__(self, document: Document) -> None:
        self._document, self._left = document, _MOST

    def sample(self, schema: Any, depth: int = 0) -> Any:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return None
        node = whole(self._document, schema)
        said = [node[name] for name in ("example", "const", "default") if name in node]
        said += [*listed(node, "examples")[:1], *listed(node, "enum")[:1]]
        if said:
            return said[0]
        kind = kind_of(node)
        if kind == "object":
            return {name: self.sample(inner, depth + 1) for name, inner in children(node, "properties").items()}
        if kind == "array":
            return [self.sample(node.get("items", {}), depth + 1)]
        return _PLAIN.get(kind, _TEXTS.get(str(node.get("format")), "text"))


def sample_of(document: Document, operation: Node) -> Any:
    """What a success answers: the document's own example, else one made of its schema."""
    answers = children(operation, "responses")
    good = next((answers[code] for code in sorted(answers) if code.startswith("2")), answers.get("default"))
    contents = children(document.at(good), "content")
    content = next((one for kind, one in contents.items() if "json" in kind.lower()), None)
    if not isinstance(content, dict):
        return None
    if "example" in content:
        return content["example"]
    for one in children(content, "examples").values():
        if "value" in document.at(one):
            return document.at(one)["value"]
    return Sampler(document).sample(content["schema"]) if "schema" in content else None

"""What an operation is asked with: its parameters and its body."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from runtime.connectors.http.openapi.document import Document, Node, children, listed
from runtime.connectors.http.openapi.schemas import type_of, whole
from runtime.parameters import WHOLE
from runtime.problems import Problem
from runtime.schema import format_path
from storage.connector import EndpointParameter

_OURS = {"accept", "content-type", "authorization"}
_FORM = "application/x-www-form-urlencoded"


@dataclass
class Asking:
    """The parameters that were understood, how the body is written, and what was left out."""

    parameters: list[EndpointParameter] = field(default_factory=list)
    body: str = "json"
    left_out: list[Problem] = field(default_factory=list)
    usable: bool = True


def asking(document: Document, where: str, path: Node, operation: Node) -> Asking:
    """The parameters of the path and of the operation, and those of the body."""
    made = Asking()
    for one in _both(document, path, operation):
        _add(document, where, one, made)
    _add_body(document, where, document.at(operation.get("requestBody")), made)
    return made


def _both(document: Document, path: Node, operation: Node) -> Iterator[Node]:
    """An operation's parameter stands for that of the path which has its name and place."""
    found = [document.at(one) for one in (*listed(path, "parameters"), *listed(operation, "parameters"))]
    yield from {(one.get("name"), one.get("in")): one for one in found}.values()


def _add(document: Document, where: str, one: Node, made: Asking) -> None:
    name, place = str(one.get("name") or ""), one.get("in")
    if not name or place not in ("path", "query", "header"):
        shown = {"where": where, "name": name or "?", "place": str(place)}
        made.left_out.append(Problem(code="openapi_parameter", parameters=shown, severity="warning"))
    elif not (place == "header" and name.lower() in _OURS):
        schema = one.get("schema") or _schema(next(iter(children(one, "content").values()), None))
        required = bool(one.get("required")) or place == "path"
        made.parameters.append(EndpointParameter(
            name=name, place=place, type=type_of(document, schema), required=required,
            value=_only(document, schema) if required else None,
        ))  # fmt: skip


def _only(document: Document, schema: Any) -> Any:
    """The one value that there is."""
    node = whole(document, schema)
    choices = listed(node, "enum")
    return node["const"] if "const" in node else choices[0] if len(choices) == 1 else None


def _add_body(document: Document, where: str, body: Node, made: Asking) -> None:
    contents = children(body, "content")
    if not contents:
        return
    kinds = {kind.partition(";")[0].strip().lower(): content for kind, content in contents.items()}
    chosen = next((kind for kind in kinds if kind == "application/json" or kind.endswith("+json")), None)
    chosen = chosen or next((kind for kind in (_FORM, "text/plain", "*/*") if kind in kinds), None)
    if chosen is None:
        made.usable = not body.get("required")
        shown = {"where": where, "kinds": ", ".join(kinds)}
        made.left_out.append(Problem(code="openapi_body", parameters=shown, severity="warning"))
        return
    made.body = {_FORM: "form", "text/plain": "text"}.get(chosen, "json")
    made.parameters += _parts(document, _schema(kinds[chosen]), bool(body.get("required")))


def _parts(document: Document, schema: Any, required: bool) -> list[EndpointParameter]:
    """A parameter per field of the body; one for all of a body that is no object."""
    node = whole(document, schema)
    fields = {name: inner for name, inner in children(node, "properties").items() if not _read_only(document, inner)}
    if not fields:
        kind = type_of(document, schema) if schema else "object"
        return [EndpointParameter(name=WHOLE, place="body", type=kind, required=required)]
    needed = listed(node, "required") if required else []
    return [
        EndpointParameter(name=format_path((name,)), place="body", type=type_of(document, inner),
                          required=name in needed)
        for name, inner in fields.items() if name
    ]  # fmt: skip


def _schema(content: Any) -> Any:
    return content.get("schema") if isinstance(content, dict) else None


def _read_only(document: Document, schema: Any) -> bool:
    return bool(document.at(schema).get("readOnly"))

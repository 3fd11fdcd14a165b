"""What the OpenAPI document says of each route: answers, bodies, headers."""

from typing import Any

from pydantic import BaseModel

from editor.api import shapes
from runtime.connectors import CONNECTORS

Told = dict[str, Any]
_ETAG = {"ETag": {"description": "The flow's etag, as in the body.", "schema": {"type": "string"}}}
_ACTIONS = {"Etapes-Actions": {
    "description": "With `wait`: what the flow asks of the page that started it, as JSON, up to 4 kB.",
    "schema": {"type": "string"},
}}  # fmt: skip
_LOCATION = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
_PROBLEM: Told = {
    "description": "What is wrong, where, and what to do.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemAnswer"}}},
}
_OBJECT: Told = {"type": "object", "additionalProperties": True}


def answers(*refusals: int, headers: Told | None = None, **good: type[BaseModel] | str) -> Told:
    """Responses by status (`s200=Model`, or a text where there is no body), refusals as problems."""
    told: dict[int | str, Told] = {}
    for name, shape in good.items():
        what: Told = {"description": shape} if isinstance(shape, str) else {"model": shape}
        told[int(name[1:])] = what | ({"headers": headers} if headers else {})
    return told | dict.fromkeys((400, 401, 403, *refusals), _PROBLEM)  # type: ignore[return-value]


def body(*, required: bool = True, **kinds: Told) -> Told:
    named = {"json": "application/json", "patch": "application/json-patch+json", "form": "multipart/form-data",
             "raw": "application/octet-stream"}  # fmt: skip
    content = {named[kind]: schema for kind, schema in kinds.items()}
    return {"requestBody": {"required": required, "content": content}}


_OPERATION = {
    "type": "object",
    "required": ["op", "path"],
    "properties": {
        "op": {"enum": ["add", "remove", "replace", "move", "copy", "test"]},
        "path": {"type": "string"},
        "from": {"type": "string"},
        "value": {},
    },
}
_NAME: Told = {"name": {"type": "string", "pattern": r"\S"}}
_FLOW: Told = {"schema": {"type": "object", "required": ["name"], "properties": _NAME}}
_EVENT: Told = {
    "type": "object",
    "required": ["id", "event", "data"],
    "properties": {"id": {"type": "string"}, "event": {"type": "string"}, "data": {"type": "string"}},
}
_BYTES: Told = {"type": "string", "format": "binary"}
_PARTS: Told = {
    "schema": {"type": "object", "properties": {"model": {"type": "string"}}, "additionalProperties": _BYTES}
}
_FILE: Told = {"schema": {"type": "object", "required": ["file"], "properties": {"file": _BYTES}}}
_PATCHES: Told = {"schema": {"type": "array", "items": _OPERATION}}


def _plain(description: str, kind: str, schema: Told) -> Told:
    return {"description": description, "content": {kind: {"schema": schema}}}


creating: Told = {
    "responses": answers(409, 413, 415, s201=shapes.Receipt, headers=_ETAG | _LOCATION),
    "openapi_extra": body(json=_FLOW),
}
listing: Told = {"responses": answers(s200=shapes.FlowPage)}
reading: Told = {"responses": answers(404, s200=shapes.FlowView, s304="The client has it already.", headers=_ETAG)}
patching: Told = {
    "responses": answers(404, 409, 412, 413, 415, 428, s200=shapes.Receipt, headers=_ETAG),
    "openapi_extra": body(json=_PATCHES, patch=_PATCHES),
}
deleting: Told = {"responses": answers(404, 412, s204="Deleted.")}
acting: Told = {"responses": answers(404, 409, 412, s200=shapes.Receipt, headers=_ETAG)}
versions: Told = {"responses": answers(404, s200=shapes.VersionList)}
version: Told = {"responses": {**answers(404), 200: _plain("The frozen document.", "application/json", _OBJECT)}}
difference: Told = {"responses": answers(404, s200=shapes.Difference)}

starting: Told = {
    "responses": {
        **answers(404, 409, 413, 415, 422, s202=shapes.RunReceipt, headers=_LOCATION),
        "2XX": _plain("With `wait`: the flow's own response.", "application/json", {}) | {"headers": _ACTIONS},
    },
    "openapi_extra": body(required=False, json={"schema": {}}, form=_PARTS),
}
uses: Told = {"responses": answers(s200=shapes.UseList)}
runs: Told = {"responses": answers(s200=shapes.RunPage)}
run: Told = {"responses": answers(404, s200=shapes.RunView)}
run_acting: Told = {"responses": answers(404, 409, s200=shapes.RunReceipt, s202=shapes.RunReceipt)}
events: Told = {
    "responses": {
        **answers(404),
        200: _plain("Events 1…n; the last one is `complete`.", "text/event-stream", _EVENT),
    }
}

uploading: Told = {
    "responses": answers(413, s201=shapes.FileView, headers=_LOCATION),
    "openapi_extra": body(form=_FILE, raw={"schema": _BYTES}),
}
file: Told = {"responses": answers(404, s200=shapes.FileView)}
content: Told = {
    "responses": {
        **answers(404, 416),
        200: _plain("The file.", "*/*", _BYTES),
        206: _plain("The bytes that Range named.", "*/*", _BYTES),
        304: {"description": "The client has it already."},
    }
}
catalogue: Told = {"responses": answers(s200=shapes.Catalogue)}
step_type: Told = {"responses": answers(404, s200=shapes.StepTypeView)}

_SETTINGS: Told = {"type": "object", "additionalProperties": True}
_ENDPOINT: Told = {"type": "object", "properties": {"name": {"type": "string"}, "path": {"type": "string"}}}
_CONNECTOR: Told = {"schema": {
    "type": "object",
    "required": ["name", "kind", "settings"],
    "properties": {"name": {"type": "string"}, "kind": {"enum": list(CONNECTORS)}, "description": {"type": "string"},
                   "settings": _SETTINGS, "endpoints": {"type": "array", "items": _ENDPOINT}},
}}  # fmt: skip
_TRY: Told = {"schema": {
    "type": "object",
    "required": ["endpoint"],
    "properties": {"endpoint": {"type": "string"}, "parameters": _SETTINGS},
}}  # fmt: skip
connectors: Told = {"responses": answers(s200=shapes.ConnectorList)}
connector: Told = {"responses": answers(404, s200=shapes.ConnectorView, headers=_ETAG)}
connector_writing: Told = {
    "responses": answers(409, 412, 413, 415, 428, s200=shapes.Receipt, s201=shapes.Receipt, headers=_ETAG),
    "openapi_extra": body(json=_CONNECTOR),
}
connector_deleting: Told = {"responses": answers(404, 409, 412, s204="Deleted, with its secrets.")}
trying: Told = {
    "responses": answers(404, 409, 413, 415, 502, s200=shapes.TryAnswer),
    "openapi_extra": body(json=_TRY),
}

"""What the OpenAPI document says of each route: answers, bodies, headers."""

from typing import Any

from pydantic import BaseModel

from editor.api import shapes

Told = dict[str, Any]
_ETAG = {"ETag": {"description": "The flow's etag, as in the body.", "schema": {"type": "string"}}}
_LOCATION = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
_PROBLEM: Told = {
    "description": "What is wrong, where, and what to do.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemAnswer"}}},
}
_OBJECT: Told = {"schema": {"type": "object", "additionalProperties": True}}
_ANYTHING: Told = {"schema": {}}


def _answers(*refusals: int, headers: Told | None = None, **good: type[BaseModel] | str) -> Told:
    """Responses by status (`s200=Model`, or a text where there is no body), refusals as problems."""
    told: dict[int | str, Told] = {}
    for name, shape in good.items():
        what: Told = {"description": shape} if isinstance(shape, str) else {"model": shape}
        told[int(name[1:])] = what | ({"headers": headers} if headers else {})
    return told | {status: _PROBLEM for status in (400, 401, 403, *refusals)}  # type: ignore[return-value]


def _body(*, required: bool = True, **kinds: Told) -> Told:
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
_FLOW: Told = {"schema": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "minLength": 1}}}}
_PARTS: Told = {"schema": {"type": "object", "properties": {"model": {"type": "string"}}, "additionalProperties": {"type": "string", "format": "binary"}}}  # noqa: E501
_FILE: Told = {"schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}}
_PATCHES: Told = {"schema": {"type": "array", "items": _OPERATION}}

creating: Told = {"responses": _answers(409, 413, 415, s201=shapes.Receipt, headers=_ETAG | _LOCATION), "openapi_extra": _body(json=_FLOW)}
listing: Told = {"responses": _answers(s200=shapes.FlowPage)}
reading: Told = {"responses": _answers(404, s200=shapes.FlowView, s304="The client has it already.", headers=_ETAG)}
patching: Told = {
    "responses": _answers(404, 409, 412, 413, 415, 428, s200=shapes.Receipt, headers=_ETAG),
    "openapi_extra": _body(json=_PATCHES, patch=_PATCHES),
}
deleting: Told = {"responses": _answers(404, 412, s204="Deleted.")}
acting: Told = {"responses": _answers(404, 409, 412, s200=shapes.Receipt, headers=_ETAG)}
versions: Told = {"responses": _answers(404, s200=shapes.VersionList)}
version: Told = {"responses": {**_answers(404), 200: {"description": "The frozen document.", "content": {"application/json": _OBJECT}}}}
difference: Told = {"responses": _answers(404, s200=shapes.Difference)}

starting: Told = {
    "responses": {
        **_answers(404, 409, 413, 415, 422, s202=shapes.RunReceipt, headers=_LOCATION),
        "2XX": {"description": "With `wait`: the flow's own response.", "content": {"application/json": _ANYTHING}},
    },
    "openapi_extra": _body(required=False, json=_ANYTHING, form=_PARTS),
}
runs: Told = {"responses": _answers(s200=shapes.RunPage)}
run: Told = {"responses": _answers(404, s200=shapes.RunView)}
run_acting: Told = {"responses": _answers(404, 409, s200=shapes.RunReceipt, s202=shapes.RunReceipt)}
events: Told = {
    "responses": {**_answers(404), 200: {"description": "Events 1…n; the last one is `complete`.", "content": {"text/event-stream": {"schema": {"type": "string"}}}}}
}

uploading: Told = {"responses": _answers(413, s201=shapes.FileView, headers=_LOCATION), "openapi_extra": _body(form=_FILE, raw={"schema": {"type": "string", "format": "binary"}})}
file: Told = {"responses": _answers(404, s200=shapes.FileView)}
content: Told = {
    "responses": {
        **_answers(404, 416),
        **{status: {"description": text, "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
           for status, text in ((200, "The file."), (206, "The bytes that Range named."))},
        304: {"description": "The client has it already."},
    }
}  # fmt: skip
catalogue: Told = {"responses": _answers(s200=shapes.Catalogue)}
step_type: Told = {"responses": _answers(404, s200=shapes.StepTypeView)}

"""What the OpenAPI document says of templates."""

from editor.api import shapes_templates as shapes
from editor.api.documented import Told, answers, body
from storage.template import KINDS

_ETAG = {"ETag": {"description": "The state of it, for If-Match.", "schema": {"type": "string"}}}
_TEXT: Told = {"type": "string"}
_BYTES: Told = {"type": "string", "format": "binary"}
_TEMPLATE: Told = {"schema": {
    "type": "object",
    "required": ["name", "kind"],
    "properties": {"name": _TEXT, "kind": {"enum": list(KINDS)}, "text": _TEXT, "language": {"enum": ["en", "fr"]},
                   "pictures": {"type": "object", "additionalProperties": _TEXT}, "sample": {}},
}}  # fmt: skip
_WRITTEN = answers(404, 412, 413, 415, 428, 502, s200=shapes.TemplateView, s201=shapes.TemplateView, headers=_ETAG)

templates: Told = {"responses": answers(s200=shapes.TemplateList)}
template: Told = {"responses": answers(404, s200=shapes.TemplateView, headers=_ETAG)}
writing: Told = {"responses": _WRITTEN, "openapi_extra": body(json=_TEMPLATE)}
deleting: Told = {"responses": answers(404, 409, 412, s204="Deleted.")}
document: Told = {"responses": {
    **answers(404, 416),
    200: {"description": "The document.", "content": {"*/*": {"schema": _BYTES}}, "headers": _ETAG},
    206: {"description": "The bytes that Range named.", "content": {"*/*": {"schema": _BYTES}}},
    304: {"description": "The client has it already."},
}}  # fmt: skip
uploading: Told = {"responses": _WRITTEN, "openapi_extra": body(raw={"schema": _BYTES})}

"""What the OpenAPI document says of components and entries."""

from editor.api import shapes_data as shapes
from editor.api.documented import Told, answers, body
from storage.component import FIELD_TYPES

_ETAG = {"ETag": {"description": "The state of it, for If-Match.", "schema": {"type": "string"}}}
_LOCATION = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
_TEXT: Told = {"type": ["string", "null"]}
_FIELD: Told = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "type": {"enum": list(FIELD_TYPES)},
        **{flag: {"type": "boolean"} for flag in ("required", "primary_key", "query", "virtual")},
        "catalog": _TEXT,
        "pattern": _TEXT,
    },
}
_COMPONENT: Told = {
    "schema": {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string"},
            "description": {"type": "string"},
            "fields": {"type": "array", "items": _FIELD},
            "proxy": {"type": ["object", "null"], "properties": {"get": _TEXT, "query": _TEXT}},
        },
    }
}
_VALUES: Told = {"schema": {"type": "object", "additionalProperties": True}}

components: Told = {"responses": answers(s200=shapes.ComponentList)}
component: Told = {"responses": answers(404, s200=shapes.ComponentView, headers=_ETAG)}
designing: Told = {
    "responses": answers(412, 413, 415, 428, s200=shapes.ComponentView, s201=shapes.ComponentView, headers=_ETAG),
    "openapi_extra": body(json=_COMPONENT),
}
dropping: Told = {"responses": answers(404, 409, s204="Deleted, with all its entries.")}
entries: Told = {"responses": answers(404, 409, s200=shapes.EntryPage)}
entry: Told = {"responses": {**answers(404, 409, headers=_ETAG), 200: {"description": "The entry.", "content": {
    "application/json": _VALUES}}}}  # fmt: skip
creating: Told = {
    "responses": answers(404, 409, 413, 415, s201=shapes.EntryReceipt, headers=_ETAG | _LOCATION),
    "openapi_extra": body(json=_VALUES),
}
changing: Told = {
    "responses": answers(404, 409, 412, 413, 415, s200=shapes.EntryReceipt, headers=_ETAG),
    "openapi_extra": body(json=_VALUES),
}
deleting: Told = {"responses": answers(404, 409, s204="Deleted.")}

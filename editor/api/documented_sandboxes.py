"""What the OpenAPI document says of sandboxes and of promoting flows."""

from editor.api import shapes_sandboxes as shapes
from editor.api.documented import Told, answers, body

_LOCATION = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
_TEXT: Told = {"type": "string"}
_NAME: Told = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"}
_SANDBOX: Told = {"schema": {
    "type": "object",
    "required": ["name"],
    "properties": {"name": _NAME, "title": _TEXT},
}}  # fmt: skip
_THING: Told = {"type": "object", "required": ["kind", "id"], "properties": {"kind": _TEXT, "id": _TEXT}}
_PROMOTION: Told = {"schema": {
    "type": "object",
    "required": ["to"],
    "properties": {"to": _NAME, "what": {"enum": ["draft", "live"]}, "take": {"type": "array", "items": _THING},
                   "state": _TEXT},
}}  # fmt: skip

sandboxes: Told = {"responses": answers(s200=shapes.SandboxList)}
sandbox: Told = {"responses": answers(404, s200=shapes.SandboxView)}
creating: Told = {
    "responses": answers(409, 413, 415, s201=shapes.SandboxView, headers=_LOCATION),
    "openapi_extra": body(json=_SANDBOX),
}
resetting: Told = {"responses": answers(404, 409, s200=shapes.SandboxView)}
deleting: Told = {"responses": answers(404, 409, s204="Deleted.")}
planning: Told = {"responses": answers(404, 409, s200=shapes.PromotionView)}
promoting: Told = {
    "responses": answers(404, 409, 412, 413, 415, s200=shapes.PromotionView, headers=_LOCATION),
    "openapi_extra": body(json=_PROMOTION),
}

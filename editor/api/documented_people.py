"""What the OpenAPI document says of people, groups, roles and contexts."""

from editor.api import shapes_people as shapes
from editor.api.documented import Told, answers, body
from storage.rights import EVERY

_LOCATION = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
_TEXT: Told = {"type": "string"}
_WORDS = ("name", "email", "full_name", "first_name", "middle_name", "last_name", "role", "password")
_KNOWN: Told = dict.fromkeys(_WORDS, _TEXT) | {"disabled": {"type": "boolean"}}
_CHANGE: Told = {"schema": {"type": "object", "properties": _KNOWN}}
_NEWCOMER: Told = {"schema": {"type": "object", "required": ["name", "role"], "properties": _KNOWN}}
_NAMED: Told = {"schema": {"type": "object", "required": ["name"], "properties": {"name": _TEXT}}}
_RIGHTS: Told = {"schema": {
    "type": "object", "required": ["rights"],
    "properties": {"rights": {"type": "array", "items": {"enum": list(EVERY)}}},
}}  # fmt: skip
_ASSIGNED: Told = {"schema": {
    "type": "object", "required": ["role"],
    "properties": dict.fromkeys(("person", "group", "role", "sandbox", "context"), _TEXT),
}}  # fmt: skip

people: Told = {"responses": answers(s200=shapes.PersonPage)}
person: Told = {"responses": answers(404, s200=shapes.PersonView)}
adding: Told = {
    "responses": answers(409, 413, 415, s201=shapes.PersonDone, headers=_LOCATION),
    "openapi_extra": body(json=_NEWCOMER),
}
changing: Told = {"responses": answers(404, 409, 413, 415, s200=shapes.PersonView), "openapi_extra": body(json=_CHANGE)}
removing: Told = {"responses": answers(404, 409, s204="Deleted, with sessions, tokens and roles.")}
acting: Told = {"responses": answers(404, 409, s200=shapes.PersonDone)}
tokens: Told = {"responses": answers(404, s200=shapes.TokenList)}
sessions: Told = {"responses": answers(404, s200=shapes.SessionList)}
ending: Told = {"responses": answers(404, s204="It holds no longer.")}

groups: Told = {"responses": answers(s200=shapes.GroupList)}
group: Told = {"responses": answers(404, s200=shapes.GroupView)}
group_adding: Told = {
    "responses": answers(409, 413, 415, s201=shapes.GroupView, headers=_LOCATION),
    "openapi_extra": body(json=_NAMED),
}
group_changing: Told = {
    "responses": answers(404, 409, 413, 415, s200=shapes.GroupView),
    "openapi_extra": body(json=_NAMED),
}
group_dropping: Told = {"responses": answers(404, s204="Deleted.")}
member: Told = {"responses": answers(404, s204="So it is now.")}

roles: Told = {"responses": answers(s200=shapes.RoleList)}
role_defining: Told = {"responses": answers(413, 415, s200=shapes.RoleView), "openapi_extra": body(json=_RIGHTS)}
role_dropping: Told = {"responses": answers(404, s204="Deleted.")}
contexts: Told = {"responses": answers(s200=shapes.ContextList)}
context_dropping: Told = {"responses": answers(404, s204="Deleted, with the roles inside it.")}
assignments: Told = {"responses": answers(s200=shapes.AssignmentList)}
assigning: Told = {
    "responses": answers(404, 413, 415, s200=shapes.AssignmentView, s201=shapes.AssignmentView),
    "openapi_extra": body(json=_ASSIGNED),
}
assignment_taking: Told = {"responses": answers(404, s204="Taken.")}

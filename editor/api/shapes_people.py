"""The shapes of answers about people and roles, for the OpenAPI document."""

from typing import Any, Literal

from editor.api.shapes import Shape


class PersonView(Shape):
    """`provider` is the connector of the directory that knows the password, "" for one of its own; `barred`: the
    directory says that the account is disabled there. `password`: whether a password opens the account."""

    id: str
    name: str
    email: str
    full_name: str
    first_name: str
    middle_name: str
    last_name: str
    role: str
    disabled: bool
    barred: bool
    provider: str
    external_key: str
    created: str
    second_factor: bool
    password: bool


class LinkView(Shape):
    """`address` is told only here; it works once, until `ends`."""

    kind: Literal["invitation", "reset"]
    address: str
    ends: str


class PersonDone(PersonView):
    link: LinkView | None


class PersonPage(Shape):
    items: list[PersonView]
    next: str | None


class TokenList(Shape):
    items: list[dict[str, Any]]
    next: None


class SessionList(Shape):
    items: list[dict[str, Any]]
    next: None


class GroupView(Shape):
    """`members` are ids of people."""

    id: str
    name: str
    members: list[str]


class GroupList(Shape):
    items: list[GroupView]
    next: None


class RoleView(Shape):
    name: str
    rights: list[str]
    built_in: bool


class RoleList(Shape):
    items: list[RoleView]
    next: None


class ContextList(Shape):
    items: list[dict[str, Any]]
    next: None


class AssignmentView(Shape):
    """`person` or `group` is an id. Sandbox "": every one; context "": none."""

    person: str | None
    group: str | None
    role: str
    sandbox: str
    context: str


class AssignmentList(Shape):
    items: list[AssignmentView]
    next: None

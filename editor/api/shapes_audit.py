"""The shapes of answers about the audit log and the sign-ins, for the OpenAPI document."""

from typing import Any, Literal

from editor.api.shapes import Shape


class AuditLine(Shape):
    """`object` is `kind/id`; `before` and `after` are what of it changed."""

    number: int
    time: str
    actor: str
    action: str
    object: str
    sandbox: str
    address: str
    before: Any
    after: Any


class AuditPage(Shape):
    items: list[AuditLine]
    next: str | None


class AuditFault(Shape):
    what: Literal["altered", "missing", "cut"]
    first: int
    last: int
    message: str


class AuditVerdict(Shape):
    in_order: bool
    lines: int
    faults: list[AuditFault]


class SignInPage(Shape):
    """`person` is an id, "" for a name that nobody has; such a name is not kept."""

    items: list[dict[str, Any]]
    next: str | None

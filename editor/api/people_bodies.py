"""What a client writes of people, groups, roles and assignments."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from editor.api.bodies import read_json
from editor.api.designs import misshapen
from editor.api.errors import Malformed
from storage.exact_json import is_unicode


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Known(_Strict):
    """What is known of a person; a member that is not sent stays as it is."""

    name: str | None = None
    email: str | None = None
    full_name: str | None = None
    first_name: str | None = None
    middle_name: str | None = None
    last_name: str | None = None
    role: str | None = None
    password: str | None = None
    disabled: bool | None = None

    def info(self, *but: str) -> dict[str, str]:
        """Names and address, as they were sent."""
        return self.model_dump(exclude_none=True, exclude={"role", "password", "disabled", *but})


class Newcomer(Known):
    """A person to add; without a password a link is made by which they set it."""

    name: str
    role: str


class Named(_Strict):
    name: str


class Allowed(_Strict):
    rights: list[str]


class Assigned(_Strict):
    """A role for a person or a group (one of the two); in one sandbox, inside a context, or everywhere."""

    person: str = ""
    group: str = ""
    role: str = Field(min_length=1)
    sandbox: str = ""
    context: str = ""


Shape = TypeVar("Shape", bound=BaseModel)


def given(shape: type[Shape], raw: bytes) -> Shape:
    """The body in this shape; `Malformed` names every member that is not."""
    body: Any = read_json(raw)
    if not isinstance(body, dict):
        raise Malformed("body_not_object")
    if not is_unicode(body):
        raise Malformed("body_not_json", line=1, column=1)
    try:
        return shape.model_validate(body)
    except ValidationError as refused:
        raise misshapen(refused) from None

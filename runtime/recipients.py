"""Settings of the steps that tell people something: whom, and what an endpoint is given beside the message."""

from pydantic import model_validator

from runtime.fields import Constant, FieldPath, PersonName, RoleName, Setting
from runtime.parameters import Parameter


class Recipient(Setting):
    """One line of recipients: a field of the item that holds a user name or an address, a user, or all with a role."""

    field: FieldPath | None = None
    user: PersonName | None = None
    role: RoleName | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "Recipient":
        if sum(one is not None for one in (self.field, self.user, self.role)) != 1:
            raise ValueError("one_of_field_user_role")
        return self


class MessageParameter(Setting):
    """A further parameter of the endpoint; texts may hold `{to}`, `{name}`, `{subject}`, `{text}`, `{html}` and
    `{attachments}`."""

    to: Parameter
    value: Constant = None

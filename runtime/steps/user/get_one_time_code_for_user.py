from datetime import timedelta
from typing import ClassVar

from pydantic import Field

from runtime.account_samples import HANDLE
from runtime.context import Context
from runtime.fields import FieldPath, NewField, Source
from runtime.model import Model
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import for_each_user, rehearsed


class GetOneTimeCodeForUser(StepType):
    """Makes a code of six digits for a user and a client, for a later step to send.

    The items hold a handle in its place, which only a message on its way opens; nothing but a keyed hash of the code is
    kept. A new code takes the place of the one before. `lifetime` is in minutes.
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "pin"
    per_item: ClassVar[bool] = True

    source: Source = None
    user_name: FieldPath
    client: str = ""
    lifetime: int = Field(default=10, ge=1, le=1440)
    into: NewField = "code"

    def run(self, ctx: Context, *models: Model) -> Model:
        accounts, lifetime = ctx.accounts, timedelta(minutes=self.lifetime)
        return for_each_user(
            ctx, models[0], {"user_name": self.user_name},
            lambda item, key: accounts.code(item["user_name"], self.client, lifetime),
            into=self.into, kind=FieldType(Kind.STRING),
        )  # fmt: skip

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        paths = {"user_name": self.user_name}
        return rehearsed(
            ctx, models[0], paths, "would_make_codes", into=self.into, kind=FieldType(Kind.STRING), sample=HANDLE
        )

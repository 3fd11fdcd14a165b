"""What the steps that make a link for a user have in common: for whom, and where it goes."""

from collections.abc import Mapping
from typing import ClassVar

from runtime.account_access import LinkPurpose
from runtime.account_samples import HANDLE
from runtime.context import Context
from runtime.fields import FieldPath, NewField, Source
from runtime.model import Model
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import for_each_user, rehearsed

_LINK = FieldType(Kind.STRING)


class RequestsLink(StepType):
    """Makes a link that works once, for a later step to send. A subclass says what it is for.

    The items hold a handle in its place, which only a message on its way opens.
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    per_item: ClassVar[bool] = True
    purpose: ClassVar[LinkPurpose]

    source: Source = None
    user_name: FieldPath
    client: str = ""
    into: NewField = "link"

    def run(self, ctx: Context, *models: Model) -> Model:
        accounts = ctx.accounts

        def deed(item: Mapping[str, str], key: str) -> str:
            return accounts.link(item["user_name"], self.purpose, self.client)

        return for_each_user(ctx, models[0], {"user_name": self.user_name}, deed, into=self.into, kind=_LINK)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        paths = {"user_name": self.user_name}
        return rehearsed(ctx, models[0], paths, "would_make_links", into=self.into, kind=_LINK, sample=HANDLE)

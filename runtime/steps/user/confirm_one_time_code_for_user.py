from collections.abc import Mapping
from typing import Any, ClassVar

from runtime.context import Context
from runtime.fields import FieldPath, NewField, Source
from runtime.model import Model
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import for_each_user, rehearsed

_RESULT = FieldType(Kind.OBJECT, {"confirmed": FieldType(Kind.BOOLEAN), "reason": FieldType(Kind.STRING)})


class ConfirmOneTimeCodeForUser(StepType):
    """Says whether a code is the one that was made for this user and client: right, once, in time, in five tries.

    The result is `{confirmed, reason}`; the reason is null where it is confirmed, else `wrong`, `expired`, `used`,
    `too_many_tries`, `wait` (codes are being guessed) or `none` (there is no code, or no such user).
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "fact_check"
    per_item: ClassVar[bool] = True

    source: Source = None
    user_name: FieldPath
    code: FieldPath
    client: str = ""
    into: NewField = "confirmation"

    def run(self, ctx: Context, *models: Model) -> Model:
        accounts = ctx.accounts

        def deed(item: Mapping[str, str], key: str) -> dict[str, Any]:
            judged = accounts.judge(item["user_name"], self.client, item["code"], key)
            return {"confirmed": judged == "right", "reason": None if judged == "right" else judged}

        return for_each_user(ctx, models[0], self._paths, deed, into=self.into, kind=_RESULT)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        """What follows a code that is right is what a dry run is about."""
        sample = {"confirmed": True, "reason": None}
        return rehearsed(
            ctx, models[0], self._paths, "would_confirm_codes", into=self.into, kind=_RESULT, sample=sample
        )

    @property
    def _paths(self) -> dict[str, str | None]:
        return {"user_name": self.user_name, "code": self.code}

from collections.abc import Mapping
from typing import Any, ClassVar

from runtime.account_access import SignIn
from runtime.account_samples import HANDLE, USER_TYPE, SampleAccounts
from runtime.context import Context
from runtime.fields import FieldPath, NewField, Source
from runtime.model import Model
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import for_each_user, rehearsed

_RESULT = FieldType(
    Kind.OBJECT,
    {"signedIn": FieldType(Kind.BOOLEAN), "reason": FieldType(Kind.STRING), "token": FieldType(Kind.STRING),
     "user": USER_TYPE},
)  # fmt: skip


class LoginWithPassword(StepType):
    """Signs a user in by name and password, and gives a session token on success.

    The result is `{signedIn, reason, token, user}`. A wrong password, an unknown and a closed account are all
    `refused`, after the same time; `second_factor` asks for a code, `wait` says that there were too many attempts. The
    token is a handle; only the answer to the caller who waits for it opens it.
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "login"
    per_item: ClassVar[bool] = True

    source: Source = None
    user_name: FieldPath
    password: FieldPath
    code: FieldPath | None = None
    client: str = ""
    address: FieldPath | None = None
    into: NewField = "login"

    def run(self, ctx: Context, *models: Model) -> Model:
        accounts = ctx.accounts

        def deed(item: Mapping[str, str], key: str) -> dict[str, Any]:
            return accounts.sign_in(SignIn(
                item["user_name"], item["password"], item.get("code", ""), self.client, item.get("address", "")
            ))  # fmt: skip

        return for_each_user(ctx, models[0], self._paths, deed, into=self.into, kind=_RESULT)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        sample = {"signedIn": True, "reason": None, "token": HANDLE, "user": SampleAccounts().user("sample")}
        return rehearsed(ctx, models[0], self._paths, "would_sign_in", into=self.into, kind=_RESULT, sample=sample)

    @property
    def _paths(self) -> dict[str, str | None]:
        return {"user_name": self.user_name, "password": self.password, "code": self.code, "address": self.address}

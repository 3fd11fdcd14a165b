from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from runtime.account_samples import USER_TYPE
from runtime.context import Context
from runtime.fields import FieldPath, NewField, Source
from runtime.model import Model
from runtime.problems import Problem
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import as_text


class GetUserInfo(StepType):
    """Puts what is known of a user beside each item; null where there is no such user.

    The user is the one who started the run (null where the platform itself did), the one whose name stands in a field,
    or one of a fixed name.
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.READ
    fleeting: ClassVar[bool] = True
    icon: ClassVar[str] = "person_search"

    source: Source = None
    find_by: Literal["request", "field", "user_name"] = "request"
    field: FieldPath | None = None
    user_name: str | None = None
    into: NewField = "user"

    def problems(self) -> list[Problem]:
        """What is chosen must be said."""
        asked = self.find_by if self.find_by != "request" else None
        return [Problem(code="user_not_chosen", setting=asked)] if asked and not getattr(self, asked) else []

    def run(self, ctx: Context, *models: Model) -> Model:
        accounts = ctx.accounts

        def fetch(keys: Sequence[tuple[Any, ...]]) -> Sequence[Any]:
            if self.find_by == "request":
                return [accounts.asker() for _ in keys]
            names = [self.user_name if self.find_by == "user_name" else key[0] for key in keys]
            return [None if name is None else accounts.user(as_text(name)) for name in names]

        paths = {"field": self.field} if self.find_by == "field" and self.field else {}
        return models[0].attach(paths, fetch, self.into, USER_TYPE)

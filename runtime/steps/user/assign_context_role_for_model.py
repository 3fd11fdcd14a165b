from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import FieldPath, NewField, RoleName, Source
from runtime.model import Model
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import for_each_user, rehearsed

_GIVEN = FieldType(Kind.ARRAY, element=FieldType(Kind.STRING))


class AssignContextRoleForModel(StepType):
    """Gives a user roles inside a security context; the roles that the user did not have there are written.

    An unknown user, context or role is an error that names it.
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "add_moderator"
    per_item: ClassVar[bool] = True

    source: Source = None
    user: FieldPath
    context: FieldPath
    roles: list[RoleName] = Field(min_length=1)
    into: NewField = "assigned"

    def run(self, ctx: Context, *models: Model) -> Model:
        def deed(item: Mapping[str, str], key: str) -> list[str]:
            user, context, given = item["user"], item["context"], ctx.roles
            new = ctx.once(f"new {key}", lambda _: given.lacking(user, context, self.roles))
            given.assign(user, context, self.roles)
            return new

        return for_each_user(ctx, models[0], self._paths, deed, into=self.into, kind=_GIVEN)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        return rehearsed(
            ctx, models[0], self._paths, "would_assign_roles", into=self.into, kind=_GIVEN, sample=list(self.roles)
        )

    @property
    def _paths(self) -> dict[str, str | None]:
        return {"user": self.user, "context": self.context}

from collections.abc import Mapping
from typing import ClassVar

from runtime.context import Context
from runtime.fields import FieldPath, NewField, Source
from runtime.model import Model
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import for_each_user, rehearsed

_COUNT = FieldType(Kind.INTEGER)


class RemoveAssignedRolesForUser(StepType):
    """Takes every role away that a user was assigned, and says how many there were.

    In other sandboxes than `prod` it takes those of the sandbox and of its contexts, and nowhere any of somebody who
    administers. The role of the account itself stays: it is given and taken on the page People.
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "remove_moderator"
    per_item: ClassVar[bool] = True

    source: Source = None
    user: FieldPath
    into: NewField = "removed"

    def run(self, ctx: Context, *models: Model) -> Model:
        def deed(item: Mapping[str, str], key: str) -> int:
            given = ctx.roles
            count = ctx.once(f"held {key}", lambda _: given.held(item["user"]))
            given.remove_all(item["user"])
            return count

        return for_each_user(ctx, models[0], {"user": self.user}, deed, into=self.into, kind=_COUNT)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        paths = {"user": self.user}
        return rehearsed(ctx, models[0], paths, "would_remove_roles", into=self.into, kind=_COUNT, sample=0)

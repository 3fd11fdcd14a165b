from typing import ClassVar, Literal

from pydantic import Field

from runtime.context import Context
from runtime.fields import JoinEntry, LeftPath, RightPath, Source
from runtime.model import Model
from runtime.problems import Problem
from runtime.step_type import Group, StepType


class JoinModels(StepType):
    """Merges the models of two earlier steps where their keys are equal; empty keys never match.

    `left` keeps every left item, `inner` those with a match, `full` adds the right items without one, and `anti`
    keeps the left items that have none. Only the mapped fields of the right step are brought.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "join"

    left: Source = None
    right: Source = None
    left_keys: list[LeftPath] = Field(default_factory=list)
    right_keys: list[RightPath] = Field(default_factory=list)
    kind: Literal["left", "inner", "full", "anti"] = "left"
    mapping: list[JoinEntry] = Field(default_factory=list)

    def problems(self) -> list[Problem]:
        if not self.left_keys:
            return [Problem(code="keys_missing", setting="left_keys")]
        if len(self.left_keys) != len(self.right_keys):
            counts = {"left": len(self.left_keys), "right": len(self.right_keys)}
            return [Problem(code="keys_uneven", setting="right_keys", parameters=counts)]
        return []

    def run(self, ctx: Context, *models: Model) -> Model:
        left, right = models
        return left.join(right, self.left_keys, self.right_keys, self.kind, self.mapping)

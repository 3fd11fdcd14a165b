from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import FieldPath, NewField, Source
from runtime.model import Model
from runtime.problems import Problem
from runtime.step_type import Group, StepType


class GroupBy(StepType):
    """Makes one item per key: the keys and the array of the items that share them, in order of first appearance."""

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "group_work"

    source: Source = None
    keys: list[FieldPath] = Field(default_factory=list)
    into: NewField = "items"

    def problems(self) -> list[Problem]:
        return [] if self.keys else [Problem(code="group_keys_missing", setting="keys")]

    def run(self, ctx: Context, *models: Model) -> Model:
        return models[0].group(self.keys, self.into)

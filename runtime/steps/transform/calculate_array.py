from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import ArrayOperation, ArrayPath, Source
from runtime.model import Model
from runtime.problems import Problem
from runtime.step_type import Group, StepType


class CalculateArray(StepType):
    """Takes figures over the array of each item: minimum, maximum, sum, average and count.

    Empty values are passed over; text that is no number is an error that shows it. Without a field, `count` counts
    the elements, and the others take the elements themselves.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "functions"
    per_item: ClassVar[bool] = True

    source: Source = None
    path: ArrayPath
    operations: list[ArrayOperation] = Field(default_factory=list)

    def problems(self) -> list[Problem]:
        return [] if self.operations else [Problem(code="operations_missing", setting="operations")]

    def run(self, ctx: Context, *models: Model) -> Model:
        return models[0].over_array(self.path, self.operations, ctx.faults)

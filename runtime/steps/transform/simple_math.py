from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import MathOperation, Source
from runtime.model import Model
from runtime.problems import Problem
from runtime.step_type import Group, StepType


class SimpleMath(StepType):
    """Calculates with fields and constants: + − × ÷ AND OR XOR; a later line may use what an earlier one wrote.

    Text that holds a number is accepted as that number. Dividing by zero gives an empty value and a warning.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "calculate"
    per_item: ClassVar[bool] = True

    source: Source = None
    operations: list[MathOperation] = Field(default_factory=list)

    def problems(self) -> list[Problem]:
        return [] if self.operations else [Problem(code="operations_missing", setting="operations")]

    def run(self, ctx: Context, *models: Model) -> Model:
        return models[0].compute(self.operations, ctx.faults)

from typing import ClassVar, Literal

from pydantic import Field

from runtime.context import Context
from runtime.fields import Condition, Source
from runtime.model import Model
from runtime.step_type import Group, StepType


class FilterSource(StepType):
    """Keeps the items that pass the conditions; several filters on one source are how a flow branches.

    Null is unequal to every value unless `compare_with_null` is on, and then equals null alone.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "filter_alt"

    source: Source = None
    match: Literal["all", "any"] = "all"
    conditions: list[Condition] = Field(default_factory=list)
    compare_with_null: bool = False

    def run(self, ctx: Context, *models: Model) -> Model:
        return models[0].keep(self.conditions, self.match, self.compare_with_null)

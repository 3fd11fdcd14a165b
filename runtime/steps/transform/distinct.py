from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import FieldPath, Source
from runtime.model import Model
from runtime.step_type import Group, StepType


class Distinct(StepType):
    """Keeps the first item of each key and drops the repetitions; without keys the whole item counts."""

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "filter_1"

    source: Source = None
    keys: list[FieldPath] = Field(default_factory=list)

    def run(self, ctx: Context, *models: Model) -> Model:
        return models[0].distinct(self.keys)

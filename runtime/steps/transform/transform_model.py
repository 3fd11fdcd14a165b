from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import MapEntry, Source
from runtime.model import Model
from runtime.step_type import Group, StepType


class TransformModel(StepType):
    """Makes a new model: renames, drops, nests, casts and calculates fields; the source stays as it is.

    Each line of `mapping` fills one target from a path, a constant or an expression.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "edit_note"
    per_item: ClassVar[bool] = True

    source: Source = None
    keep_others: bool = False
    mapping: list[MapEntry] = Field(default_factory=list)

    def run(self, ctx: Context, *models: Model) -> Model:
        return models[0].select(self.mapping, self.keep_others, ctx.faults)

from typing import ClassVar

from runtime.context import Context
from runtime.fields import ArrayPath, Source
from runtime.model import Model
from runtime.step_type import Group, StepType


class ExtractCollections(StepType):
    """Makes one item of each element of an array: objects become items, plain values become {value}.

    Empty and missing arrays give nothing.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "format_list_bulleted"

    source: Source = None
    path: ArrayPath

    def run(self, ctx: Context, *models: Model) -> Model:
        return models[0].explode(self.path, keep_parent=False)

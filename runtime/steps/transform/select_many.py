from typing import ClassVar

from runtime.context import Context
from runtime.fields import ArrayPath, Source
from runtime.model import Model
from runtime.step_type import Group, StepType


class SelectMany(StepType):
    """Makes one item of each element of an array, with the fields of the item it came from under `$parent`.

    `$parent` has all fields but the array itself.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "account_tree"

    source: Source = None
    path: ArrayPath

    def run(self, ctx: Context, *models: Model) -> Model:
        return models[0].explode(self.path, keep_parent=True)

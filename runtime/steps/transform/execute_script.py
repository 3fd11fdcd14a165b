from typing import ClassVar, Literal

from runtime.context import Context
from runtime.fields import Script, Source
from runtime.model import Model
from runtime.step_type import Group, StepType


class ExecuteScript(StepType):
    """A few lines of Python over each item, or over all of them, closed off from files and network.

    `item` in, changed `item` out (or a list of items, or None to drop it); with mode `model` it is `items`.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "code"
    per_item: ClassVar[bool] = True
    timed: ClassVar[bool] = True

    source: Source = None
    mode: Literal["item", "model"] = "item"
    script: Script = ""

    def run(self, ctx: Context, *models: Model) -> Model:
        make = ctx.scripts.whole if self.mode == "model" else ctx.scripts.per_item
        function = make(self.script, ctx.faults, ctx.timeout)
        return models[0].map_items(function, whole=self.mode == "model")

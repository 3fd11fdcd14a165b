from typing import ClassVar, Literal

from pydantic import Field

from runtime.context import Context
from runtime.fields import Source
from runtime.model import Model
from runtime.step_type import Group, Nature, StepType


class WriteResponse(StepType):
    """Ends the flow with its source's items as the answer to the caller; nothing runs after it."""

    group: ClassVar[Group] = Group.OUTPUT
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "reply"
    repeatable: ClassVar[bool] = True
    answers: ClassVar[bool] = True

    source: Source = None
    shape: Literal["list", "first", "envelope"] = "list"
    leave_out_empty: bool = False
    status: int = Field(default=200, ge=200, le=599)

    def run(self, ctx: Context, *models: Model) -> Model:
        ctx.respond(self.shape, models[0], self.status, self.leave_out_empty)
        return models[0]

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        """Answering changes nothing outside: a dry run gives its answer too."""
        return self.run(ctx, *models)

from typing import ClassVar

from runtime.context import Context
from runtime.model import Model
from runtime.schema import Schema
from runtime.step_type import Group, StepType


class GetEmptyModel(StepType):
    """One item without fields, to start from nothing: for schedules, reports and tries."""

    group: ClassVar[Group] = Group.INPUT
    icon: ClassVar[str] = "check_box_outline_blank"

    def declared(self) -> Schema:
        return {}

    def run(self, ctx: Context, *models: Model) -> Model:
        return ctx.tables.of([{}])

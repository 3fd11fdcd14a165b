from typing import ClassVar

from runtime.context import Context
from runtime.entry_checks import design, kept_in_table
from runtime.fields import ComponentName
from runtime.known import Known
from runtime.model import Model
from runtime.problems import Problem
from runtime.proxy_calls import GetCall, understood
from runtime.schema import UNKNOWN, FieldType, Kind, Schema
from runtime.step_type import Group, Nature, StepType


class ProxyGetEntry(StepType):
    """Begins the flow that answers when one entry of a component in proxy mode is opened.

    Gives one item: the `id` that is asked for, the `component`, and the `user` who asks. The flow's response is the
    entry.
    """

    group: ClassVar[Group] = Group.INPUT
    nature: ClassVar[Nature] = Nature.READ
    icon: ClassVar[str] = "call_received"

    component: ComponentName

    def problems_in(self, known: Known) -> list[Problem]:
        return list(kept_in_table(design(known, self.component)))

    def declared(self) -> Schema | None:
        """The id is whatever the system behind gives."""
        return {"id": UNKNOWN, "component": FieldType(Kind.STRING), "user": FieldType(Kind.STRING)}

    def run(self, ctx: Context, *models: Model) -> Model:
        call = understood(GetCall, ctx.caller_model(), self.component, design(ctx.known, self.component))
        return ctx.tables.of([{"id": call.id, "component": call.component, "user": call.user}])

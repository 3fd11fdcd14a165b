from collections.abc import Sequence
from typing import Any, ClassVar

from runtime.context import Context
from runtime.entry_access import Entry
from runtime.entry_checks import design, kept_by_flows
from runtime.entry_schema import entry_type
from runtime.fields import ComponentName, FieldPath, NewField, Source
from runtime.known import Known
from runtime.model import Model
from runtime.problems import Problem
from runtime.step_type import Group, Nature, StepType


class GetEntityById(StepType):
    """Puts the whole entry with an id beside each item; null where there is none.

    Every distinct id is asked for once, a thousand in one query.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    nature: ClassVar[Nature] = Nature.READ
    icon: ClassVar[str] = "badge"
    fleeting: ClassVar[bool] = True

    source: Source = None
    component: ComponentName
    id_field: FieldPath
    into: NewField = "entry"

    def problems_in(self, known: Known) -> list[Problem]:
        return list(kept_by_flows(design(known, self.component)))

    def run(self, ctx: Context, *models: Model) -> Model:
        component = design(ctx.known, self.component)

        def fetch(keys: Sequence[tuple[Any, ...]]) -> Sequence[Entry | None]:
            return ctx.entries.get(self.component, [key[0] for key in keys])

        return models[0].attach(
            {"id_field": self.id_field}, fetch, self.into, lambda found: entry_type(component, found)
        )

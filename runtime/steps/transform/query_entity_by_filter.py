from collections.abc import Sequence
from itertools import chain
from typing import Any, ClassVar, Literal

from pydantic import Field

from runtime.context import Context
from runtime.entry_access import Entry, EntryTest, Question
from runtime.entry_checks import design, kept_by_flows, misfits, unaskable
from runtime.entry_schema import entry_type
from runtime.entry_settings import EntryCondition, EntryOrder
from runtime.fields import ComponentName, NewField, Source
from runtime.known import Known
from runtime.model import Model
from runtime.problems import Problem, Problems
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType


class QueryEntityByFilter(StepType):
    """Puts the list of the entries that pass the conditions beside each item, in the order that is asked for.

    Conditions that take the same values are asked once; where all of these say “equal to”, a thousand in one query.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    nature: ClassVar[Nature] = Nature.READ
    icon: ClassVar[str] = "manage_search"
    fleeting: ClassVar[bool] = True

    source: Source = None
    component: ComponentName
    match: Literal["all", "any"] = "all"
    conditions: list[EntryCondition] = Field(default_factory=list)
    order: list[EntryOrder] = Field(default_factory=list)
    limit: int | None = Field(default=None, ge=1)
    into: NewField = "entries"

    def problems_in(self, known: Known) -> list[Problem]:
        component = design(known, self.component)
        if component is None or component.proxy:
            return list(kept_by_flows(component))
        return list(unaskable(component, self.conditions))

    def run(self, ctx: Context, *models: Model) -> Model:
        component, model = design(ctx.known, self.component), models[0]
        wrong = misfits(component, model.schema, self.conditions, "conditions") if component and not model.open else ()
        if found := list(wrong):
            raise Problems(*found)
        paths = {f"conditions[{at}].from": one.from_ for at, one in enumerate(self.conditions) if one.from_ is not None}

        def fetch(keys: Sequence[tuple[Any, ...]]) -> Sequence[list[Entry]]:
            return ctx.entries.query(self._question(), keys)

        def listed(found: Sequence[list[Entry]]) -> FieldType:
            return FieldType(Kind.ARRAY, element=entry_type(component, list(chain.from_iterable(found))))

        return model.attach(paths, fetch, self.into, listed)

    def _question(self) -> Question:
        fixed = [EntryTest(one.field, one.operator, one.value) for one in self.conditions if one.from_ is None]
        asked = [(one.field, one.operator) for one in self.conditions if one.from_ is not None]
        order = [(one.field, one.direction) for one in self.order]
        return Question(self.component, fixed, asked, self.match, order, self.limit)

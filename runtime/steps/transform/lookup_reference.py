from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.entry_checks import design, kept_by_flows, misfits, unfilled
from runtime.entry_settings import KeyValue
from runtime.fields import ComponentName, NewField, Source
from runtime.known import Known
from runtime.model import Model
from runtime.problems import Problem, Problems
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType


class LookupReference(StepType):
    """Finds the entry with a primary key for each item, and writes its id; null where there is none.

    Every distinct key is asked for once, a thousand in one query.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    nature: ClassVar[Nature] = Nature.READ
    icon: ClassVar[str] = "tag"
    fleeting: ClassVar[bool] = True

    source: Source = None
    component: ComponentName
    keys: list[KeyValue] = Field(default_factory=list)
    into: NewField = "reference"

    def problems(self) -> list[Problem]:
        if any(one.from_ is not None for one in self.keys):
            return []
        return [Problem(code="entry_key_from_no_field", setting="keys")]

    def problems_in(self, known: Known) -> list[Problem]:
        component = design(known, self.component)
        if component is None or component.proxy:
            return list(kept_by_flows(component))
        if not any(one.from_ is not None for one in self.keys):
            return [Problem(code="entry_key_from_no_field", setting="keys")]
        return [one for one in unfilled(component, self.keys, key=True, setting="keys")
                if one.code != "entry_required_unfilled"]  # fmt: skip

    def run(self, ctx: Context, *models: Model) -> Model:
        component = design(ctx.known, self.component)
        if (
            component
            and not models[0].open
            and (wrong := list(misfits(component, models[0].schema, self.keys, "keys")))
        ):
            raise Problems(*wrong)
        paths = {f"keys[{at}].from": one.from_ for at, one in enumerate(self.keys) if one.from_ is not None}
        fixed = {one.field: one.value for one in self.keys if one.from_ is None}
        fields = [one.field for one in self.keys if one.from_ is not None]

        def fetch(found: Sequence[tuple[Any, ...]]) -> Sequence[int | None]:
            return ctx.entries.find(self.component, [fixed | dict(zip(fields, key, strict=True)) for key in found])

        return models[0].attach(paths, fetch, self.into, FieldType(Kind.INTEGER))

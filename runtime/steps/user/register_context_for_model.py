from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.entry_checks import design, kept_by_flows, misfits, unfilled
from runtime.entry_settings import KeyValue
from runtime.fields import ComponentName, FieldPath, NewField, Source
from runtime.known import Known
from runtime.model import Model
from runtime.picked import Picked
from runtime.problems import Problem, Problems, problem
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import for_each_user, rehearsed


class RegisterContextForModel(StepType):
    """Makes or finds the security context of an entry, so that roles can be given inside it.

    The entry is found by its primary key; the context's id is written beside the item.
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "shield_person"
    per_item: ClassVar[bool] = True

    source: Source = None
    component: ComponentName
    keys: list[KeyValue] = Field(default_factory=list)
    name_field: FieldPath
    into: NewField = "context"

    def problems(self) -> list[Problem]:
        if any(one.from_ is not None for one in self.keys):
            return []
        return [Problem(code="entry_key_from_no_field", setting="keys")]

    def problems_in(self, known: Known) -> list[Problem]:
        component = design(known, self.component)
        if component is None or component.proxy:
            return list(kept_by_flows(component))
        found = unfilled(component, self.keys, key=True, setting="keys")
        return [one for one in found if one.code != "entry_required_unfilled"]

    def run(self, ctx: Context, *models: Model) -> Model:
        component = design(ctx.known, self.component)
        wrong = [] if models[0].open or not component else misfits(component, models[0].schema, self.keys, "keys")
        if found := list(wrong):
            raise Problems(*found)
        rows = Picked.of(models[0], self._key_paths).rows()
        entries = ctx.entries.find(self.component, [self._key(row) for row in rows])

        def deed(item: Mapping[str, str], key: str) -> str:
            entry = entries[int(key.rpartition(":")[2])]  # a part's key ends with the place of its item
            if entry is None:
                name = component.name if component else self.component
                raise problem("context_entry_missing", "keys", component=name)
            return ctx.roles.register(self.component, entry, _fit(item["name_field"]))

        return for_each_user(ctx, models[0], {"name_field": self.name_field}, deed, into=self.into, kind=_ID)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        paths = {"name_field": self.name_field}
        return rehearsed(ctx, models[0], paths, "would_register_contexts", into=self.into, kind=_ID, sample=None)

    @property
    def _key_paths(self) -> dict[str, str]:
        return {f"keys[{at}].from": one.from_ for at, one in enumerate(self.keys) if one.from_ is not None}

    def _key(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {one.field: one.value if one.from_ is None else row[f"keys[{at}].from"]
                for at, one in enumerate(self.keys)}  # fmt: skip


def _fit(name: str) -> str:
    from storage.errors import Refused
    from storage.person import fit_name

    try:
        return fit_name(name)
    except Refused as wrong:
        raise problem(wrong.code, "name_field", **wrong.parameters) from wrong


_ID = FieldType(Kind.STRING)

"""Steps that put something else in the places where items refer to entries."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from runtime.catalog_paths import catalogs_in, cut, referred, replaced, replaced_type
from runtime.context import Context
from runtime.entry_access import Entry
from runtime.entry_checks import design
from runtime.entry_settings import CatalogPath
from runtime.fields import ComponentName, Source
from runtime.known import Known
from runtime.model import Model
from runtime.picked import Picked
from runtime.problems import Problem, problem
from runtime.schema import FieldType, lookup
from runtime.step_type import Nature, StepType

if TYPE_CHECKING:
    from storage.component import Component


class ReplacesReferences(StepType):
    """Replaces references to entries by what stands for the entry; null where an entry is gone.

    The references are those fields of the model that are catalog fields of the component, wherever they stand, and
    those that are listed. All references to one component are asked for together, a thousand in one query.
    """

    nature: ClassVar[Nature] = Nature.READ
    fleeting: ClassVar[bool] = True

    source: Source = None
    component: ComponentName | None = None
    fields: list[CatalogPath] = Field(default_factory=list)

    @abstractmethod
    def stands_for(self, component: "Component | None", entry: Entry) -> Any:
        """What takes the place of a reference to the entry."""

    @abstractmethod
    def type_of(self, component: "Component | None", entries: Sequence[Entry]) -> FieldType:
        """The type of what takes the place of references to such entries."""

    def problems(self) -> list[Problem]:
        if self.component or self.fields:
            return []
        return [Problem(code="catalogs_unnamed", setting="component")]

    def problems_in(self, known: Known) -> list[Problem]:
        component = design(known, self.component) if self.component else None
        if component and not self.fields and not any(field.type == "catalog" for field in component.fields):
            return [
                Problem(code="component_without_catalogs", setting="component", parameters={"name": component.name})
            ]
        return []

    def run(self, ctx: Context, *models: Model) -> Model:
        model = models[0].settle()
        places = self._places(ctx, model)
        rows = Picked.of(model, {setting: path for setting, (path, _) in places.items()}).rows() if places else []
        wanted: dict[str, dict[int, None]] = {component: {} for _, component in places.values()}
        for setting, (_, component) in places.items():
            wanted[component].update(dict.fromkeys(referred(row[setting] for row in rows)))
        found = {component: self._entries(ctx, component, list(ids)) for component, ids in wanted.items()}
        for path, component in places.values():
            model = self._with(ctx, model, path, component, found[component])
        return model

    def _places(self, ctx: Context, model: Model) -> dict[str, tuple[str, str]]:
        """By setting: a path of references, and the component that they refer to."""
        listed = {f"fields[{at}].field": (one.field, one.component) for at, one in enumerate(self.fields)}
        component = design(ctx.known, self.component) if self.component else None
        found = catalogs_in(model.schema, component) if component else {}
        if self.component and not (listed or found or model.open):
            name = component.name if component else self.component
            raise problem("catalogs_not_found", "component", component=name)
        known = {path for path, _ in listed.values()}
        return listed | {path: (path, wanted) for path, wanted in found.items() if path not in known}

    def _entries(self, ctx: Context, component: str, ids: list[int]) -> dict[int, Entry]:
        entries = dict(zip(ids, ctx.entries.get(component, ids), strict=True))
        if gone := sum(one is None for one in entries.values()):
            ctx.faults.warn("catalog_entries_gone", gone, component=component)
        return {number: one for number, one in entries.items() if one is not None}

    def _with(self, ctx: Context, model: Model, path: str, component: str, found: Mapping[int, Entry]) -> Model:
        """The model with one kind of references replaced, at their path or inside the list that holds them."""
        root, rest = cut(path)
        known = design(ctx.known, component)
        rows = Picked.of(model, {root: root}).rows()
        stands = {number: self.stands_for(known, entry) for number, entry in found.items()}
        kind = replaced_type(lookup(model.schema, root), rest, self.type_of(known, list(found.values())))
        return model.beside([replaced(row[root], rest, stands) for row in rows], root, kind)

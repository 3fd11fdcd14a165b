"""Items as changes of entries: what steps that write entries ask alike."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from runtime.context import Context
from runtime.entry_access import NO_ENTRY, Change
from runtime.entry_checks import design, kept_by_flows, misfits, unfilled, unwritable
from runtime.entry_settings import EntryValue
from runtime.fields import ComponentName, FieldPath, Source
from runtime.known import Known
from runtime.model import Item, Model
from runtime.picked import Picked
from runtime.problems import Problem, Problems, problem
from runtime.schema import Kind, lookup
from runtime.step_type import StepType


class ChangesEntries(StepType):
    """Every item is one entry to be created, updated or deleted.

    `find_by` says which: the one with its primary key (else a new one), the one whose id stands in `id_field` (a new
    one where that is empty), or nothing: always a new one. An item whose `delete_flag` is true is one to be deleted.
    """

    source: Source = None
    component: ComponentName
    find_by: Literal["key", "id", "nothing"] = "key"
    id_field: FieldPath | None = None
    delete_flag: FieldPath | None = None
    mapping: list[EntryValue] = Field(default_factory=list)

    def _unsaid(self) -> list[Problem]:
        """What the settings leave open among themselves."""
        found = []
        if self.find_by == "id" and not self.id_field:
            found.append(Problem(code="entry_id_field_missing", setting="id_field"))
        if self.find_by == "nothing" and self.delete_flag:
            found.append(Problem(code="entry_new_never_deleted", setting="delete_flag"))
        if not self.mapping and not (self.find_by == "id" and self.delete_flag):
            found.append(Problem(code="entry_mapping_missing", setting="mapping"))
        return found

    def problems_in(self, known: Known) -> list[Problem]:
        component = design(known, self.component)
        if component is None or (wrong := list(kept_by_flows(component))):
            return wrong if component else []
        found = [*self._unsaid(), *unwritable(component, self.mapping)]
        if self.find_by != "id":
            found += unfilled(component, self.mapping, key=self.find_by == "key", setting="mapping")
        return found

    def picked(self, ctx: Context, model: Model) -> Picked:
        """What of the items is needed, beside each other; `Problems` for what no item or no entry can have."""
        component = design(ctx.known, self.component)
        if component is None:
            raise problem("component_not_found", "component", id=self.component)
        wrong = [] if model.open else list(misfits(component, model.schema, self.mapping, "mapping"))
        flag = lookup(model.schema, self.delete_flag) if self.delete_flag and not model.open else None
        if flag and flag.kind not in (Kind.BOOLEAN, Kind.ANY):
            given = {"field": self.delete_flag, "given": str(flag.kind)}
            wrong.append(Problem(code="entry_flag_no_boolean", setting="delete_flag", parameters=given))
        if wrong:
            raise Problems(*wrong)
        paths = {f"mapping[{at}].from": one.from_ for at, one in enumerate(self.mapping) if one.from_ is not None}
        by_id = {"id_field": self.id_field} if self.find_by == "id" and self.id_field else {}
        return Picked.of(model, paths | by_id | ({"delete_flag": self.delete_flag} if self.delete_flag else {}))

    def changes(self, picked: Picked) -> Iterator[Change]:
        """One change per item."""
        fixed = {one.field: one.value for one in self.mapping if one.from_ is None}
        filled = [(one.field, f"mapping[{at}].from") for at, one in enumerate(self.mapping) if one.from_ is not None]
        for row in picked.rows():
            yield self._change(row, {**fixed, **{field: row[setting] for field, setting in filled}})

    def _change(self, row: Item, values: dict[str, Any]) -> Change:
        deleted = row.get("delete_flag") is True
        if self.find_by == "nothing":
            return Change(self.component, "create", values=values)
        if self.find_by == "key":
            return Change(self.component, "remove" if deleted else "save", values=values)
        entry = row["id_field"]
        if deleted:
            return Change(self.component, "delete", NO_ENTRY if entry is None else entry)
        return Change(self.component, "create" if entry is None else "update", entry, values)

from typing import ClassVar

from runtime.context import Context
from runtime.entry_changes import ChangesEntries
from runtime.entry_foresight import foretell
from runtime.entry_writing import written
from runtime.fields import NewField
from runtime.model import Model
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature

_RESULT = FieldType(Kind.OBJECT, {"id": FieldType(Kind.INTEGER), "done": FieldType(Kind.STRING)})


class UpdateEntry(ChangesEntries):
    """Creates, updates or deletes an entry for each item, and waits for it.

    The result field gets the entry's `id` and what was `done`: created, updated, deleted, or missing where there was
    nothing to delete. A thousand entries are one transaction.
    """

    group: ClassVar[Group] = Group.OUTPUT
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "edit_note"
    per_item: ClassVar[bool] = True

    into: NewField = "entry"

    def run(self, ctx: Context, *models: Model) -> Model:
        picked = self.picked(ctx, models[0])
        outcomes = written(ctx, list(self.changes(picked)), picked.item)
        values = [None if one.problem else {"id": one.id, "done": one.done} for one in outcomes]
        kept = [one.problem is None or ctx.faults.policy != "skip_item" for one in outcomes]
        return models[0].beside(values, self.into, _RESULT, kept)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        changes = list(self.changes(self.picked(ctx, models[0])))
        would = [{"id": None, "done": done} for done in foretell(ctx, changes)]
        return models[0].beside(would, self.into, _RESULT)

from typing import ClassVar

from runtime.context import Context
from runtime.entry_changes import ChangesEntries
from runtime.model import Model
from runtime.step_type import Group


class DeferredUpdateEntry(ChangesEntries):
    """As `update_entry`, but nothing is written yet: “Apply deferred update operations” does it, all at once.

    The items go on as they are; they are held, so that what is written is what was seen here.
    """

    group: ClassVar[Group] = Group.OUTPUT
    icon: ClassVar[str] = "schedule_send"
    fleeting: ClassVar[bool] = True
    defers: ClassVar[bool] = True

    def run(self, ctx: Context, *models: Model) -> Model:
        self.picked(ctx, models[0])
        return models[0]

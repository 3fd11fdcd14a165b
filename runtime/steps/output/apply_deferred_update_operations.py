from collections import Counter
from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.deferred_changes import collected
from runtime.entry_access import Done
from runtime.entry_foresight import foretell
from runtime.fields import Source
from runtime.model import Model
from runtime.schema import FieldType, Kind, Schema
from runtime.step_type import Group, Nature, StepType

_COUNTS: tuple[Done, ...] = ("created", "updated", "deleted", "failed")
_RESULT: Schema = {name: FieldType(Kind.INTEGER) for name in _COUNTS}


class ApplyDeferredUpdateOperations(StepType):
    """Writes all that the steps “Deferred update entry” before it collected, in their order.

    Each chunk is one transaction; what happens to one entry stays in its order, also where chunks are written side by
    side. Hands on one item: how many entries were created, updated, deleted, and how many failed.
    """

    group: ClassVar[Group] = Group.OUTPUT
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "done_all"
    per_item: ClassVar[bool] = True
    catches_up: ClassVar[bool] = True

    source: Source = None
    chunk_size: int = Field(default=1000, ge=1, le=10_000)
    pause: float = Field(default=0, ge=0, le=3600)
    parallel: int = Field(default=1, ge=1, le=8)

    def run(self, ctx: Context, *models: Model) -> Model:
        work = collected(ctx)
        outcomes = work.apply(ctx, self.chunk_size, self.pause, self.parallel)
        counts = Counter(one.done for one in outcomes)
        if counts["missing"]:
            ctx.log("entries_gone_already", count=counts["missing"])
        return self._told(ctx, counts)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        work = collected(ctx)
        return self._told(ctx, Counter(foretell(ctx, work.changes)))

    def _told(self, ctx: Context, counts: Counter[Done]) -> Model:
        return ctx.tables.of([{name: counts[name] for name in _COUNTS}], _RESULT)

from collections.abc import Sequence
from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.entry_access import Change
from runtime.entry_changes import ChangesEntries
from runtime.entry_checks import design
from runtime.entry_settings import EntryValue
from runtime.entry_writing import located
from runtime.fields import ComponentName, Source
from runtime.known import Known
from runtime.model import Model
from runtime.picked import Picked
from runtime.problems import Outage, Problem, Problems
from runtime.step_type import Group, Nature, StepType

_CHUNK = 100
"""Entries of one posting: what cannot be written keeps no more than so many others waiting."""


class StoreEntryOverBus(StepType):
    """Has a new entry written for each item, soon and exactly once, while the run goes on at once.

    The items go on as they are. An entry that turns out not to fit, such as one whose key is taken, is shown on the
    page Data, to be tried again or dropped.
    """

    group: ClassVar[Group] = Group.OUTPUT
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "directions_bus"
    per_item: ClassVar[bool] = True

    source: Source = None
    component: ComponentName
    mapping: list[EntryValue] = Field(default_factory=list)

    def problems(self) -> list[Problem]:
        return self._as_changes.problems()

    def problems_in(self, known: Known) -> list[Problem]:
        return self._as_changes.problems_in(known)

    def run(self, ctx: Context, *models: Model) -> Model:
        picked = self._as_changes.picked(ctx, models[0])
        changes = list(self._as_changes.changes(picked))
        bad = {at for start in range(0, len(changes), _CHUNK) for at in self._post(ctx, picked, changes, start)}
        if not bad or ctx.faults.policy != "skip_item":
            return models[0]
        kept = [item for at, item in enumerate(models[0].items()) if at not in bad]
        return ctx.tables.of(kept, models[0].schema)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        picked, component = self._as_changes.picked(ctx, models[0]), design(ctx.known, self.component)
        ctx.would("would_post_entries", count=len(picked.rows()), component=component.name if component else "")
        return models[0]

    @property
    def _as_changes(self) -> ChangesEntries:
        return ChangesEntries.model_construct(component=self.component, find_by="nothing", mapping=self.mapping)

    def _post(self, ctx: Context, picked: Picked, changes: Sequence[Change], start: int) -> list[int]:
        """Post one chunk, once; gives the places of the items that fit no entry."""

        def deed(key: str) -> list[int]:
            good, bad = dict(enumerate(changes[start : start + _CHUNK], start)), set[int]()
            while good:
                places = list(good)
                try:
                    ctx.entries.post(list(good.values()), key)
                    break
                except Outage:
                    raise
                except Problems as wrong:
                    if ctx.faults.policy == "stop" or not all(isinstance(one.item, dict) for one in wrong.problems):
                        raise Problems(*located(wrong, places.__getitem__, picked.item)) from wrong
                    for one in located(wrong, places.__getitem__, picked.item):
                        at = one.item["index"]  # type: ignore[index]
                        bad.add(at)
                        good.pop(at, None)
                        ctx.faults.bad(at, one.code, picked.item(at), **one.parameters)
            return sorted(bad)

        return ctx.once(str(start // _CHUNK), deed)

"""A frozen document as what will be done: enabled steps in reading order, each knowing what it reads."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from runtime.fields import Advanced
from runtime.flow_warnings import RESPONSE
from runtime.problems import Problem, Problems
from runtime.settings import strict
from runtime.step_type import Group, Nature, StepType
from runtime.steps import CATALOG
from runtime.wiring import Wiring, wire
from storage.documents import Flow, FlowInput, Step, read_flow


@dataclass(frozen=True)
class PlannedStep:
    """One step of a run. `sources` are the steps whose models it gets, disabled ones looked through."""

    id: str
    kind: StepType
    advanced: Advanced
    sources: tuple[str, ...]
    readers: int
    """How often its model is read. More than once: it is computed once and held. Never: it is only counted."""

    @property
    def effect(self) -> bool:
        return self.kind.nature is Nature.EFFECT

    @property
    def remembered(self) -> bool:
        """Its model is held, so that a recovery goes on from the same items: answers of the world, results of deeds."""
        return self.kind.fleeting or (self.effect and not self.kind.repeatable)

    @property
    def fixes_source(self) -> bool:
        """What it consumes must be computed before it starts, since doing it again could do something else."""
        return self.effect and (not self.kind.repeatable or self.kind.looks_ahead())


@dataclass(frozen=True)
class Plan:
    """What a run does, in order; `skipped` steps are disabled or stand behind the response."""

    steps: tuple[PlannedStep, ...]
    skipped: tuple[str, ...]
    inputs: tuple[FlowInput, ...]
    order: tuple[str, ...] = ()
    """All steps of the document in reading order."""

    def remembered_before(self, step: str | None) -> tuple[str, ...]:
        """The steps before `step` whose models are held; none without a step."""
        before = self.order[: self.order.index(step)] if step else ()
        return tuple(one.id for one in self.steps if one.remembered and one.id in before)

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The effects whose results are kept, so that they are not done again; answering the caller is none."""
        return tuple(step.id for step in self.steps if step.effect and not step.kind.answers)


def plan_of(document: object) -> Plan:
    """The plan of a document; raises `Problems` with everything that makes it unrunnable."""
    flow = read_flow(document)
    wiring = wire(flow, CATALOG)
    ends = _enabled_until_response(flow)
    views = {step.id: strict(step, CATALOG) for step in flow.steps() if step.id in ends}
    wrong = [found for found in wiring.problems if found.step in ends]
    wrong += [found for view in views.values() for found in view.problems]
    wrong += list(_without_source(flow, set(ends), wiring))
    if wrong:
        raise Problems(*wrong)
    kinds = {step: view.kind for step, view in views.items() if view.kind}
    steps = tuple(
        PlannedStep(step, kind, views[step].advanced, _sources(step, wiring), _reads(step, wiring, kinds))
        for step, kind in kinds.items()
    )
    return Plan(steps, tuple(step for step in wiring.order if step not in ends), tuple(flow.inputs),
                tuple(wiring.order))  # fmt: skip


def _enabled_until_response(flow: Flow) -> list[str]:
    """Enabled steps in reading order, the first response being the last."""
    found: list[str] = []
    for step in flow.steps():
        if step.enabled:
            found.append(step.id)
            if step.type == RESPONSE:
                break
    return found


def _without_source(flow: Flow, planned: set[str], wiring: Wiring) -> Iterator[Problem]:
    """Steps that need a source and have none; inputs may stand alone."""
    blamed = {(found.step, found.setting) for found in wiring.problems}
    for step in flow.steps():
        if step.id in planned and step.type in CATALOG and not _is_input(step):
            for setting, source in wiring.read[step.id].items():
                if source is None and (step.id, setting) not in blamed:
                    yield Problem(code="source_missing", step=step.id, setting=setting)


def _is_input(step: Step) -> bool:
    return CATALOG[step.type].group is Group.INPUT


def _sources(step: str, wiring: Wiring) -> tuple[str, ...]:
    return tuple(source for source in wiring.read[step].values() if source)


def _reads(step: str, wiring: Wiring, planned: Collection[str]) -> int:
    """How many steps of the run read it."""
    return sum(reader in planned for reader in wiring.readers(step))

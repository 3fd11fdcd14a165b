"""What a step hands on, from samples or from what the last run was given: nothing is written, nothing is kept."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from runtime.events import Event
from runtime.execution import Execution
from runtime.flow_warnings import file_choices
from runtime.kept import Unkept
from runtime.known import Known
from runtime.model import Item
from runtime.plan import Plan, PlannedStep, plan_of
from runtime.problems import Problem, Problems
from runtime.recorded import Recorded
from runtime.schema import Schema
from runtime.step_context import Given
from runtime.step_type import Group
from runtime.steps import CATALOG
from runtime.stop import Stop
from runtime.stores import Stores
from runtime.upstream import upstream
from runtime.wiring import wire
from runtime.world import StoreWorld, samples
from storage.documents import read_flow
from storage.vault import masked_json

Origin = Literal["sample", "recorded", "none"]
"""From a draft's samples (or stored files), from what the last run was given, or from nothing at all."""


@dataclass(frozen=True)
class Preview:
    """The first items of a step. Behind filters and groups they are partial: the source was cut after `limit` items."""

    items: list[Item] = field(default_factory=list)
    schema: Schema = field(default_factory=dict)
    count: int = 0
    origin: Origin = "none"
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """Which step of which draft, and how many items of each source."""

    document: dict[str, Any]
    step: str
    limit: int
    flow: str | None
    sandbox: str


def preview(stores: Stores, world: StoreWorld, asked: Asked) -> Preview:
    """Run the step's upstream on the first `limit` items of each source."""
    try:
        plan = plan_of(_only(asked.document, asked.step))
    except Problems as wrong:
        return Preview(problems=wrong.problems)
    given, origin = _given(stores, plan, asked, world.known)
    if origin == "none" and any(step.kind.group is Group.INPUT for step in plan.steps):
        return Preview()
    said: list[Event] = []
    plan = Plan(tuple(_open_ended(step, asked.step) for step in plan.steps), (), plan.inputs)
    execution = Execution(plan, given, world, said.append, stop=Stop(), kept=Unkept(), recorded=Recorded())
    problems = execution.go()
    model = execution.models.get(asked.step)
    if problems or model is None:
        return Preview(origin=origin, problems=problems)
    items = model.items()
    return Preview(masked_json(items[: asked.limit]), model.schema, len(items), origin)


def _only(document: dict[str, Any], step_id: str) -> dict[str, Any]:
    """The step, switched on, and what it reads: what is wrong elsewhere is no matter here."""
    part = upstream(document, wire(read_flow(document), CATALOG).read, step_id)
    phases = [{**phase, "steps": [_on(step, step_id) for step in phase["steps"]]} for phase in part.get("phases", [])]
    return {**part, "phases": phases}


def _on(step: dict[str, Any], shown: str) -> dict[str, Any]:
    return {**step, "enabled": True} if step["id"] == shown else step


def _open_ended(step: PlannedStep, last: str) -> PlannedStep:
    """The shown step is held, so that its items are computed once."""
    return replace(step, readers=2) if step.id == last else step


def _given(stores: Stores, plan: Plan, asked: Asked, known: Known) -> tuple[Given, Origin]:
    """Samples first, then the files and the model of the flow's last run; stored files are their own sample."""
    inputs = [step for step in plan.steps if step.kind.group is Group.INPUT]
    sampled = samples(asked.document)
    said = {step.id: sample for step in inputs if (sample := step.kind.sample_in(known)) is not None}
    last = next(iter(stores.runs.list(asked.flow, limit=1, sandbox=asked.sandbox)), None) if asked.flow else None
    run = stores.runs.get(last.id) if last else None
    missing = [step for step in inputs if not _stands_alone(step) and step.id not in sampled | said]
    files, model = (run.files, run.model) if run else ({}, None)
    given = Given("", model=model, files=files, samples=sampled, sample_models=said, dry=True, limit=asked.limit)
    if not missing:
        return given, "sample"
    choices = [choice for step in missing for _, choice in file_choices(step.kind)]
    met = run is not None and (all(choice.name in files for choice in choices) if choices else model is not None)
    return given, "recorded" if met else "none"


def _stands_alone(step: PlannedStep) -> bool:
    """It needs nothing of a caller: a stored file, a file named by items, or no file and no model at all."""
    choices = [choice for _, choice in file_choices(step.kind)]
    return all(choice.from_ != "input" for choice in choices) if choices else step.kind.nature == "pure"

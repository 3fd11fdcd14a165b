"""What is odd about a flow as a whole: declared inputs, steps that nobody reads, a missing response."""

from collections.abc import Iterator

from pydantic import BaseModel

from runtime.fields import FileChoice
from runtime.problems import Problem
from runtime.put_off import put_off
from runtime.step_type import Nature, StepType
from runtime.subscriptions.wanted import subscription_problems
from runtime.wiring import Wiring
from storage.documents import Flow

RESPONSE = "write_response"
"""The step type after which nothing runs."""


def warnings(flow: Flow, wiring: Wiring, kinds: dict[str, StepType]) -> list[Problem]:
    """Declared inputs against used ones (an undeclared one is an error), and steps whose work is for nothing."""
    return [*_inputs(flow, kinds), *_idle(flow, wiring, kinds), *put_off(kinds), *subscription_problems(flow, kinds)]


def file_choices(settings: BaseModel) -> Iterator[tuple[str, FileChoice]]:
    """Every file that the settings ask for, with the name of its setting."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, FileChoice):
            yield name, value


def _inputs(flow: Flow, kinds: dict[str, StepType]) -> Iterator[Problem]:
    declared = {given.name for given in flow.inputs}
    used = set[str]()
    for step, kind in kinds.items():
        for setting, choice in file_choices(kind):
            if choice.from_ == "input" and choice.name:
                used.add(choice.name)
                if choice.name not in declared:
                    parameters = {"name": choice.name}
                    yield Problem(code="input_undeclared", step=step, setting=setting, parameters=parameters)
    for given in flow.inputs:
        if given.type == "file" and given.name not in used:
            yield Problem(code="input_unused", parameters={"name": given.name}, severity="warning")


def _idle(flow: Flow, wiring: Wiring, kinds: dict[str, StepType]) -> Iterator[Problem]:
    """Steps behind the response, steps that feed nothing, and a flow without a response."""
    enabled = [step for step in flow.steps() if step.enabled]
    answer = next((at for at, step in enumerate(enabled) if step.type == RESPONSE), None)
    if answer is None:
        yield Problem(code="no_response" if enabled else "no_steps", severity="warning")
    last = len(enabled) - 1
    read = {source for step in enabled for source in wiring.read.get(step.id, {}).values()}
    for at, step in enumerate(enabled):
        kind = kinds.get(step.id)
        if answer is not None and at > answer:
            yield Problem(code="behind_response", step=step.id, severity="warning")
        elif not kind or kind.nature is Nature.EFFECT or kind.defers:
            continue
        elif step.id not in read and (answer is not None or at < last):
            yield Problem(code="feeds_nothing", step=step.id, severity="warning")

"""Which messages a flow waits for, as its document says."""

from collections.abc import Iterator, Mapping
from typing import Any

from runtime.problems import Problem
from runtime.step_type import Group, StepType
from runtime.steps.input.subscribe_to_connector import SubscribeToConnector
from storage.documents import Flow, read_flow

_TYPE = SubscribeToConnector.type_name()


def wanted(document: Any) -> SubscribeToConnector | None:
    """The settings of the flow's subscription; None where it waits for nothing."""
    for step in read_flow(document).steps():
        if step.enabled and step.type == _TYPE:
            return SubscribeToConnector.model_validate(step.settings)
    return None


def subscription_problems(flow: Flow, kinds: Mapping[str, StepType]) -> Iterator[Problem]:
    """One subscription per flow, before all other inputs, and nothing that a message cannot bring."""
    inputs = [step for step, kind in kinds.items() if kind.group is Group.INPUT]
    first, *more = [step for step, kind in kinds.items() if isinstance(kind, SubscribeToConnector)] or [""]
    for step in more:
        yield Problem(code="subscription_twice", step=step)
    if first and first != inputs[0]:
        yield Problem(code="subscription_not_first", step=first)
    for given in flow.inputs if first else ():
        if given.required and given.type == "file":
            yield Problem(code="subscription_input_required", step=first, parameters={"name": given.name})

"""The ids of a flow's phases and steps: the board, the runs and the address bar tell them apart by nothing else."""

from collections.abc import Iterator

from runtime.problems import Problem
from storage.documents import Flow

_LONGEST = 200
"""Characters."""


def identity_problems(flow: Flow) -> Iterator[Problem]:
    """Phases that share an id, and ids that cannot be shown or typed. (`wire` tells of steps that share one.)"""
    seen = set[str]()
    for phase in flow.phases:
        if phase.id in seen:
            yield Problem(code="duplicate_phase_id", parameters={"id": phase.id[:_LONGEST], "name": phase.name})
        seen.add(phase.id)
        if not _usable(phase.id):
            yield Problem(code="phase_id_unusable", parameters={"name": phase.name, "limit": _LONGEST})
        for step in phase.steps:
            if not _usable(step.id):
                parameters = {"name": step.name or step.type, "limit": _LONGEST}
                yield Problem(code="step_id_unusable", parameters=parameters)


def _usable(id: str) -> bool:
    return 0 < len(id) <= _LONGEST and id.isprintable()

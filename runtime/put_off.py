"""Effects that are put off, and never done."""

from collections.abc import Iterator, Mapping

from runtime.problems import Problem
from runtime.step_type import StepType


def put_off(kinds: Mapping[str, StepType]) -> Iterator[Problem]:
    """Steps that put their effect off with none behind that does it, and those that find nothing to do."""
    waiting: list[str] = []
    for step, kind in kinds.items():
        if kind.defers:
            waiting.append(step)
        elif kind.catches_up:
            if not waiting:
                yield Problem(code="nothing_put_off", step=step, severity="warning")
            waiting = []
    for step in waiting:
        yield Problem(code="put_off_for_good", step=step, severity="warning")

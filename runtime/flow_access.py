"""What a step may ask of other flows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from runtime.problems import Problem

DEEPEST = 10
"""So many runs may stand above each other: a flow that calls a flow that calls a flow."""


@dataclass(frozen=True)
class Call:
    """One run that is wished for. `part` tells it from the step's other calls, in every attempt alike."""

    part: str
    model: Any = None
    files: Mapping[str, str] = field(default_factory=dict)
    """The called flow's file inputs: name → stored file id."""


@dataclass(frozen=True)
class Outcome:
    """How a called run ended: the flow's response in `content`, or the `problem` that names the run."""

    run: str = ""
    content: Any = None
    problem: Problem | None = None


class Flows(Protocol):
    """The published flows of the sandbox."""

    def call(self, flow: str, calls: Sequence[Call], *, parallel: int, patient: bool) -> list[Outcome | None]:
        """A run of the flow for each call, at most `parallel` at once; the outcomes in the order of the calls.

        A call that an earlier attempt began is found again, never begun twice. Without `patient` the first failure
        ends it: the runs under way are cancelled, and what has no outcome is None. `Problems` for a flow that calls
        itself in a circle, or too deep; `StorageError` for one that is gone or paused.
        """
        ...

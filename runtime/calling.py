"""Runs that are called by a step of another run: begun, waited for without a thread, cancelled with it."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Protocol

from runtime.flow_access import DEEPEST, Call, Outcome
from runtime.gauges import Gauge
from runtime.problems import Problem, Problems, problem
from runtime.stop import Stop
from storage.errors import Conflict
from storage.runs import Runs


@dataclass(frozen=True)
class Caller:
    """The step that calls, and the versions of other flows that its own version was published with."""

    run: str
    step: str
    user: str
    sandbox: str
    depth: int
    versions: Mapping[str, int] = field(default_factory=dict)


class Doing(Protocol):
    """What the engine does for calls."""

    def call(self, flow: str, call: Call, caller: Caller) -> str:
        """Begin the run, or find the one that an earlier attempt began."""
        ...

    def when_over(self, run_id: str, then: Callable[[], None]) -> None: ...
    def wait(self, run_id: str, timeout: float | None = None) -> dict[str, Any] | None: ...
    def cancel(self, run_id: str, user: str) -> None: ...


Told = SimpleQueue[int | None]
"""The numbers of calls whose runs are over; None when the caller's own brake was pulled."""


class Calling:
    """`Flows` of one step of one run."""

    def __init__(self, engine: Doing, runs: Runs, caller: Caller, gauge: Gauge) -> None:
        self._engine, self._runs, self._caller, self._gauge = engine, runs, caller, gauge
        self._stop: Stop = gauge.stop

    def call(self, flow: str, calls: Sequence[Call], *, parallel: int, patient: bool) -> list[Outcome | None]:
        self._refuse_circles(flow)
        found: list[Outcome | None] = [None] * len(calls)
        waiting, working, told = deque(enumerate(calls)), dict[int, str](), Told()
        try:
            with self._stop.cutting(lambda: told.put(None)):
                while waiting or working:
                    while waiting and len(working) < parallel and told.empty():
                        at, call = waiting.popleft()
                        found[at] = self._begin(flow, at, call, working, told)
                    at = self._next(told)
                    outcome = found[at] = found[at] or self._outcome(working.pop(at))
                    self._gauge.note(1)
                    if outcome.problem and not patient:
                        break
        finally:
            self._abandon(working)
        return found

    def _begin(self, flow: str, at: int, call: Call, working: dict[int, str], told: Told) -> Outcome | None:
        """Set a run to work; gives the outcome at once where it cannot even begin, as with a file that is gone."""
        try:
            working[at] = self._engine.call(flow, call, self._caller)
        except Problems as wrong:
            told.put(at)
            return Outcome(problem=wrong.problems[0])
        self._engine.when_over(working[at], partial(told.put, at))
        return None

    def _next(self, told: Told) -> int:
        """The next call that is over; raises `Stopped` when the caller is stopped or its time is up."""
        while True:
            deadline, at = self._stop.deadline, None
            with suppress(Empty):
                at = told.get(timeout=None if deadline is None else max(0.0, deadline - monotonic()))
            self._stop.look()
            if at is not None:
                return at

    def _outcome(self, run: str) -> Outcome:
        seen = self._engine.wait(run, 0)
        assert seen is not None
        if seen["status"] == "succeeded":
            return Outcome(run, seen["result"])
        cause = next(iter(seen["problems"]), None)
        code = "called_run_failed" if cause else "called_run_cancelled"
        parameters = {"flow": seen["flow_name"], "run": run, **({"cause": cause} if cause else {})}
        return Outcome(run, problem=Problem(code=code, parameters=parameters))

    def _abandon(self, working: dict[int, str]) -> None:
        """What is still under way ends with its caller; when the process closes, both go on at the next start."""
        if self._stop.reason != "closing":
            for run in working.values():
                with suppress(Conflict):  # it may be over by now
                    self._engine.cancel(run, self._caller.user)

    def _refuse_circles(self, flow: str) -> None:
        above = self._runs.lineage(self._caller.run)[::-1]
        at = next((at for at, run in enumerate(above) if run.flow == flow), None)
        if at is not None:
            names = [run.flow_name or run.flow for run in above[at:]]
            raise problem("flow_calls_itself", "flow", circle=" → ".join([*names, names[0]]))
        if self._caller.depth >= DEEPEST:
            raise problem("flow_calls_too_deep", "flow", limit=DEEPEST)

"""Runs at work in this process: begun, taken up after a crash, performed in threads, stopped."""

from collections.abc import Callable, Iterator
from threading import Lock
from time import monotonic
from typing import Any

from runtime.journal import Journals
from runtime.live import Live
from runtime.memory import Memory
from runtime.performing import Interrupted, Performance
from runtime.plan import Plan, plan_of
from runtime.problems import Problem, Problems
from runtime.recorded import Recorded
from runtime.runner import Runner
from runtime.runs import OVER
from runtime.stores import Stores
from runtime.world import StoreWorld
from storage.runs import RunRecord

_LAST_WORDS = 5.0
"""Seconds that all working runs together have to stop when the process closes."""


class Work:
    """What this process does for the runs that are stored and not over. `world` gives that of a sandbox."""

    def __init__(self, stores: Stores, journals: Journals, memory: Memory, world: Callable[[str], StoreWorld]) -> None:
        self._stores, self._journals, self._memory, self._world = stores, journals, memory, world
        self._live: dict[str, Live] = {}
        self._plans: dict[str, Plan] = {}
        self._lock = Lock()
        self.runner = Runner(stores.folder, self._perform)
        self._closing = False

    def live(self, run_id: str) -> Live | None:
        """The run as it works; None where nothing works on it."""
        return self._live.get(run_id)

    def begin(self, live: Live, run_id: str, attempt: int, plan: Plan, depth: int = 0) -> None:
        """Work on a run; the work goes on in threads."""
        if live.record:
            self._plans[run_id] = plan
        self._live[run_id] = live
        self.runner.start(run_id, attempt, keeps=bool(plan.kept), depth=depth)

    def recover(self) -> int:
        """Take up every accepted run that is not over; gives how many."""
        unfinished = self._stores.runs.unfinished()
        for record in unfinished:
            self._live[record.id] = Live(None)
        for one in unfinished:
            record = self._stores.runs.get(one.id)
            plan, _ = self.planned(record)
            self.runner.take_up(record.id, self.attempts(record.id), keeps=bool(plan.kept), depth=record.depth)
        return len(unfinished)

    def close(self) -> None:
        """Stop the work; what was accepted goes on at the next start."""
        self._closing = True
        for live in list(self._live.values()):
            live.stop.pull("closing")
        until = monotonic() + _LAST_WORDS
        for live in list(self._live.values()):
            live.stopped(max(0.0, until - monotonic()))

    def plan(self, record: RunRecord) -> Plan:
        """`Problems` where a later release does not know a step type any more."""
        return self._plans.get(record.id) or plan_of(record.document)

    def planned(self, record: RunRecord) -> tuple[Plan, list[Problem]]:
        """The plan, or an empty one and why."""
        try:
            return self.plan(record), []
        except Problems as wrong:
            return Plan((), (), ()), wrong.problems

    def attempts(self, run_id: str) -> int:
        """How often the run came to an end."""
        return sum(event["type"] == "run_finished" for _, event in self._told(run_id))

    def recorded(self, run_id: str) -> Recorded:
        """What the run's events tell of it."""
        return Recorded.of(event for _, event in self._told(run_id))

    def _perform(self, run_id: str) -> bool:
        """Called in a worker thread, once per attempt."""
        live = self._live.get(run_id)
        if live is None or not live.claim():
            return live is not None
        try:
            self._performed(run_id, live)
        finally:
            with self._lock:
                self._plans.pop(run_id, None)
                self._live.pop(run_id, None)
            live.end()
        return True

    def _performed(self, run_id: str, live: Live) -> None:
        if self._closing:
            raise Interrupted
        record = live.record or self._stores.runs.get(run_id)
        if record.status in OVER:
            return
        recorded = Recorded() if live.record else self.recorded(run_id)
        new = live.record is not None
        plan, wrong = self.planned(record)
        performance = Performance(record, plan, live, self._journals, self._world(record.sandbox), new=new,
                                  recorded=recorded, memory=self._memory)  # fmt: skip
        if wrong:
            performance.refuse(wrong)
        else:
            performance.go()

    def _told(self, run_id: str) -> Iterator[tuple[int, dict[str, Any]]]:
        after = 0
        while batch := self._stores.logs.read(run_id, after, 1000):
            yield from batch
            after = batch[-1][0]

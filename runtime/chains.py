"""Steps that wait for their items, and what is said of them once they have flowed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, perf_counter

from runtime.events import Event, LogLine, StepFinished, StepProgress
from runtime.faults import Faults
from runtime.gauges import Gauge
from runtime.journal import now
from runtime.plan import PlannedStep
from runtime.problems import Problems
from runtime.recorded import Recorded
from runtime.stop import Stop


@dataclass(frozen=True)
class Pending:
    """A step whose items have not flowed yet."""

    step: PlannedStep
    faults: Faults
    gauge: Gauge


class Chains:
    """Fused steps, in reading order. A chain ends where its items are needed: then all its steps are finished.

    Steps between them that belong to another chain go on waiting.
    Counts are per step; `seconds` are per chain and stand on its last step.
    """

    def __init__(self, say: Callable[[Event], None], recorded: Recorded) -> None:
        self._say, self._recorded = say, recorded
        self.pending: list[Pending] = []
        self.counts: dict[str, int] = {}
        self._seconds: dict[str, float] = {}
        self._number = recorded.chains

    def begin(self, step: PlannedStep, faults: Faults, gauge: Gauge) -> None:
        self.pending.append(Pending(step, faults, gauge))

    def leading_to(self, *ends: str) -> list[Pending]:
        """The waiting steps that the items of `ends` come from, and these themselves; others flow another time."""
        wanted, found = set(ends), []
        for waiting in reversed(self.pending):
            if waiting.step.id in wanted:
                wanted.update(waiting.step.sources)
                found.append(waiting)
        return found[::-1]

    def faults(self) -> list[Faults]:
        return [waiting.faults for waiting in self.pending]

    @contextmanager
    def timed(self, step: str, stop: Stop, timeouts: Sequence[float | None]) -> Iterator[None]:
        """The time of the chain, and the shortest of its steps' timeouts as the deadline."""
        limits = [limit for limit in timeouts if limit is not None]
        stop.limit = min(limits, default=None)
        stop.deadline = None if stop.limit is None else monotonic() + stop.limit
        started = perf_counter()
        try:
            yield
            stop.look()
        finally:
            stop.deadline = None if stop.reason != "timeout" else stop.deadline
            self._seconds[step] = self._seconds.get(step, 0.0) + perf_counter() - started

    def progress(self, step: str, items: int) -> None:
        self._say(StepProgress(time=now(), step=step, items=items))

    def retry(self, step: str, attempt: int, wrong: Exception) -> None:
        for waiting in self.pending:
            waiting.gauge.reset()
            waiting.faults.reset()
        parameters = {"attempt": attempt, "error": str(wrong)[:300]}
        self._say(LogLine(time=now(), level="warning", step=step, code="step_retry", parameters=parameters))

    def judge(self) -> None:
        """Raise the problem of the first step, in reading order, whose bad items stop the run."""
        for waiting in self.pending:
            verdict = waiting.faults.verdict()
            if verdict:
                raise Problems(verdict)

    def finish(self, end: str, answered: int | None = None) -> None:
        """The items of `end` have flowed: all steps that lead to it have their counts.

        `answered` is what a response took from its source.
        """
        chain = self.leading_to(end)
        if not chain:
            return
        seconds = sum(self._seconds.pop(waiting.step.id, 0.0) for waiting in chain)
        self._number += 1
        for waiting in chain:
            step = waiting.step
            self.counts[step.id] = waiting.gauge.close()
            taken = self.counts.get(step.sources[0], 0) if step.sources else 0
            if step.effect:
                self.counts[step.id] = taken if answered is None else answered
            if step.id not in self._recorded.finished:
                self._warn(waiting)
                self._say(StepFinished(
                    time=now(), step=step.id, items_in=taken, items_out=self.counts[step.id],
                    bad_items=waiting.faults.count, chain=f"c{self._number}",
                    seconds=round(seconds, 4) if waiting is chain[-1] else None,
                ))  # fmt: skip
            else:
                self.counts[step.id] = self._recorded.finished[step.id].items_out
        over = {waiting.step.id for waiting in chain}
        self.pending = [waiting for waiting in self.pending if waiting.step.id not in over]

    def _warn(self, waiting: Pending) -> None:
        faults, step = waiting.faults, waiting.step.id
        for code, count in faults.warnings.items():
            parameters = {"count": count, **faults.warning_details.get(code, {})}
            self._say(LogLine(time=now(), level="warning", step=step, code=code, parameters=parameters))
        first = faults.first()
        if faults.count and first:
            code = "items_skipped" if faults.policy == "skip_item" else "items_emptied"
            index = first.item.get("index") if isinstance(first.item, dict) else None
            parameters = {"count": faults.count, "index": index}
            self._say(LogLine(time=now(), level="warning", step=step, code=code, parameters=parameters))

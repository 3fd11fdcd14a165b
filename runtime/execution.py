"""One run, step by step: pure steps only extend a plan; a chain is executed where something needs its items."""

from collections.abc import Callable
from typing import TypeVar

from runtime.chains import Chains
from runtime.context import StoredFile
from runtime.events import Event, FileMade, StepFailed, StepStarted
from runtime.gauges import Gauge
from runtime.journal import now
from runtime.mishaps import blamed, passing
from runtime.model import Item, Model
from runtime.plan import Plan, PlannedStep
from runtime.problems import Problem
from runtime.recorded import Recorded
from runtime.response import Response
from runtime.step_context import Given, StepContext, World
from runtime.step_type import Nature
from runtime.stop import Stop, Stopped

T = TypeVar("T")
Once = Callable[[str, Callable[[], StoredFile]], StoredFile]
"""Do a step's effect and keep its result durably, or give the kept result."""


class Execution:
    """One attempt of one run. `say` takes its events; `once` makes effects durable; `recorded` is what earlier
    attempts finished."""

    def __init__(self, plan: Plan, given: Given, world: World, say: Callable[[Event], None], *, stop: Stop,
                 once: Once, recorded: Recorded) -> None:  # fmt: skip
        self.plan, self.given = plan, given
        self.say = say
        self.response: Response | None = None
        self.models: dict[str, Model] = {}
        self.made_files: list[StoredFile] = []
        self.recorded = recorded
        self._world, self._stop, self._once = world, stop, once
        self.chains = Chains(say, recorded)

    def go(self) -> list[Problem]:
        """Do all steps; gives the problems that ended the run early. Raises `Stopped` when it was told to."""
        for step in self.plan.steps:
            self._stop.look()
            try:
                self._do(step)
            except Exception as wrong:
                return self._failed(self._told(wrong, step), step)
        if self.response is None:
            last = self.plan.steps[-1].id if self.plan.steps else ""
            self.response = Response({"count": self.chains.counts.get(last, 0)})
        return []

    def respond(self, response: Response) -> None:
        self.response = response

    def gauge(self, step: str) -> Gauge:
        return Gauge(self._stop, lambda items: self.chains.progress(step, items))

    def once(self, step: str, deed: Callable[[], StoredFile]) -> StoredFile:
        """The step's file: made now, or long since."""

        def done() -> StoredFile:
            made = self._attempted(next(found for found in self.plan.steps if found.id == step), deed)
            self.chains.judge()
            self.say(FileMade(time=now(), step=step, file=made.id, name=made.name, size=made.size))
            self.chains.finish()
            return made

        made = self._once(step, done)
        self.chains.finish()
        self.made_files.append(made)
        return made

    def made(self, step: str, file: StoredFile) -> None:
        self.say(FileMade(time=now(), step=step, file=file.id, name=file.name, size=file.size))
        self.made_files.append(file)

    def taken(self, step: str, deed: Callable[[], list[Item]]) -> list[Item]:
        """What a step consumes at once; its chain's time."""
        return self._attempted(next(found for found in self.plan.steps if found.id == step), deed)

    def _do(self, step: PlannedStep) -> None:
        if step.fixes_source or (step.effect and self.given.dry):
            for source in step.sources:
                self.models[source] = self._settled(self.models[source], step)
        if step.id not in self.recorded.finished:
            self.say(StepStarted(time=now(), step=step.id))
        context = StepContext(step, self.given, self._world, self)
        gauge = self.gauge(step.id)
        self.chains.begin(step, context.faults, gauge)
        models = [self.models[source] for source in step.sources]

        def deed() -> Model:
            return (step.kind.rehearse if self.given.dry else step.kind.run)(context, *models)

        model = deed() if step.effect else self._attempted(step, deed)
        self.models[step.id] = self._closed(step, context, model.tap(gauge.note))

    def _closed(self, step: PlannedStep, context: StepContext, model: Model) -> Model:
        """Execute the chain where it ends: at an effect, a branch, or a step that nobody reads."""
        if step.effect:
            if not step.readers:
                self.chains.judge()
                self.chains.finish(answered=context.answered)
            return model
        if step.readers > 1:
            return self._settled(model, step)
        if step.readers == 0:
            self._settled(model, step, model.count)
        return model

    def _settled(self, model: Model, step: PlannedStep, how: Callable[[], object] | None = None) -> Model:
        """Run the chain that leads to `model`; afterwards its counts stand."""
        if not self.chains.pending:
            return model
        settled = self._attempted(step, how or model.settle)
        self.chains.judge()
        self.chains.finish()
        return settled if isinstance(settled, Model) else model

    def _attempted(self, step: PlannedStep, deed: Callable[[], T]) -> T:
        """Try again what may pass: reads and effects have `retries`, with longer and longer pauses."""
        fallible = [other for other in (*self.chains.steps(), step) if other.kind.nature is not Nature.PURE]
        retries = max((other.advanced.retries for other in fallible), default=0)
        for attempt in range(retries + 1):
            try:
                with self.chains.timed(self._stop, [other.advanced.timeout for other in fallible]):
                    return deed()
            except Exception as wrong:
                self._stop.look()
                if attempt == retries or not passing(wrong):
                    raise
                self.chains.retry(step.id, attempt + 1, wrong)
                self._stop.wait(min(0.5 * 2**attempt, 60))
        raise AssertionError("unreachable")

    def _told(self, wrong: Exception, step: PlannedStep) -> list[Problem]:
        """The problems to show; raises `Stopped` where nothing went wrong but the run was told to stop."""
        reason = wrong.reason if isinstance(wrong, Stopped) else self._stop.reason
        if reason == "timeout":
            return [Problem(code="step_timeout", parameters={"seconds": step.advanced.timeout})]
        if reason:
            raise Stopped(reason) from wrong
        return blamed(wrong, self.chains.faults())

    def _failed(self, problems: list[Problem], step: PlannedStep) -> list[Problem]:
        problems = [found.at(step.id) for found in problems]
        for name in dict.fromkeys(found.step or step.id for found in problems):
            mine = [found for found in problems if found.step == name]
            self.say(StepFailed(time=now(), step=name, problems=mine))
        return problems

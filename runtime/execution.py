"""One run, step by step: pure steps only extend a plan; a chain is executed where something needs its items."""

from collections.abc import Callable
from itertools import takewhile
from typing import Any, TypeVar

from runtime.chains import Chains
from runtime.context import Deferred, StoredFile
from runtime.events import Event, FileMade, FormAction, StepFailed, StepStarted
from runtime.gauges import Gauge
from runtime.journal import now
from runtime.kept import Kept
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


class Execution:
    """One attempt of one run. `say` takes its events; `kept` makes effects durable; `recorded` is what earlier
    attempts finished."""

    def __init__(self, plan: Plan, given: Given, world: World, say: Callable[[Event], None], *, stop: Stop,
                 kept: Kept, recorded: Recorded) -> None:  # fmt: skip
        self.plan, self.given = plan, given
        self.say = say
        self.response: Response | None = None
        self.models: dict[str, Model] = {}
        self.recorded = recorded
        self._made = {file: world.file(file) for file in recorded.made}
        self._world, self._stop, self._kept = world, stop, kept
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

    def act(self, action: FormAction) -> None:
        """A wish of a step for the page, told once."""
        if action.step not in self.recorded.actions:
            self.say(action)

    def gauge(self, step: str) -> Gauge:
        return Gauge(self._stop, lambda items: self.chains.progress(step, items))

    def once(self, step: str, deed: Callable[[], StoredFile]) -> StoredFile:
        """The step's file: made now, or long since."""
        told = self.recorded.files.get(step)

        def done() -> dict[str, Any]:
            if told:
                return self._world.file(told.file).model_dump(mode="json")
            made = self._attempted(next(found for found in self.plan.steps if found.id == step), deed)
            self.chains.judge()
            self.made(step, made)
            self.chains.finish(step)
            return made.model_dump(mode="json")

        made = StoredFile.model_validate(self._kept.result(step, done))
        self.chains.finish(step)
        self.made(step, made)
        return made

    def made(self, step: str, file: StoredFile) -> None:
        """Say it, unless this attempt or an earlier one has."""
        if file.id not in self._made:
            self._made[file.id] = file
            self.say(FileMade(time=now(), step=step, file=file.id, name=file.name, size=file.size))

    @property
    def made_files(self) -> list[StoredFile]:
        """Everything that the run made, in whatever attempt."""
        return list(self._made.values())

    def parts(self, step: str) -> dict[str, Any]:
        return self._kept.parts(step)

    def part(self, step: str, part: str, result: Any) -> None:
        self._stop.look()
        self._kept.part(step, part, result)

    def deferred(self, step: str) -> list[Deferred]:
        """What was put off before a step, since the last one that did such work."""
        found: list[Deferred] = []
        for one in takewhile(lambda one: one.id != step, self.plan.steps):
            if one.kind.defers:
                found.append(Deferred(one.id, one.kind, self.models[one.id]))
            elif one.kind.catches_up:
                found = []
        return found

    def taken(self, step: str, deed: Callable[[], list[Item]]) -> list[Item]:
        """What a step consumes at once; its chain's time."""
        return self._attempted(next(found for found in self.plan.steps if found.id == step), deed)

    def _do(self, step: PlannedStep) -> None:
        if step.fixes_source or (step.effect and self.given.dry):
            for source in step.sources:
                self.models[source] = self._fixed(source, step)
        if step.id not in self.recorded.finished:
            self.say(StepStarted(time=now(), step=step.id))
        context = StepContext(step, self.given, self._world, self)
        gauge = self.gauge(step.id)
        self.chains.begin(step, context.faults, gauge)
        models = [self.models[source] for source in step.sources]

        def deed() -> Model:
            return (step.kind.rehearse if self.given.dry else step.kind.run)(context, *models)

        if step.remembered:
            self.models[step.id] = self._remembered(step, lambda: deed().tap(gauge.note))
            return
        model = deed() if step.effect else self._attempted(step, deed)
        self.models[step.id] = self._closed(step, context, model.tap(gauge.note))

    def _fixed(self, source: str, step: PlannedStep) -> Model:
        """What an effect consumes: a recovery must send what was meant, so an unrepeatable one has it held before."""
        known = self._kept.model(source)
        if known:
            self.chains.finish(source)
            return known
        settled = self._settled(self.models[source], source, step)
        return self._kept.hold(source, settled) if step.remembered else settled

    def _remembered(self, step: PlannedStep, deed: Callable[[], Model]) -> Model:
        """What a read found or an effect gave back stands, whatever is tried again later."""
        known = self._kept.model(step.id)
        if known is None:
            settled = self._attempted(step, lambda: deed().settle())
            self.chains.judge()
            self.chains.finish(step.id, answered=settled.count() if step.effect else None)
            return self._kept.hold(step.id, settled)
        self.chains.finish(step.id)
        return known

    def _closed(self, step: PlannedStep, context: StepContext, model: Model) -> Model:
        """Execute the chain where it ends: at an effect, a branch, or a step that nobody reads."""
        if step.effect:
            if not step.readers:
                self.chains.judge()
                self.chains.finish(step.id, answered=context.answered)
            return model
        if step.readers > 1:
            return self._settled(model, step.id, step)
        if step.readers == 0:
            self._settled(model, step.id, step, model.count)
        return model

    def _settled(self, model: Model, end: str, step: PlannedStep, how: Callable[[], object] | None = None) -> Model:
        """Run the chain that leads to `model`, what the step `end` hands on to `step`; afterwards its counts stand."""
        if not self.chains.leading_to(end):
            return model
        settled = self._attempted(step, how or model.settle, end)
        self.chains.judge()
        self.chains.finish(end)
        return settled if isinstance(settled, Model) else model

    def _attempted(self, step: PlannedStep, deed: Callable[[], T], end: str | None = None) -> T:
        """Try again what may pass: reads and effects have `retries`, with longer and longer pauses."""
        chain = [waiting.step for waiting in self.chains.leading_to(end or step.id)]
        fallible = [other for other in (*chain, step) if other.kind.nature is not Nature.PURE]
        retries = max((other.advanced.retries for other in fallible), default=0)
        for attempt in range(retries + 1):
            try:
                with self.chains.timed(end or step.id, self._stop, [other.advanced.timeout for other in fallible]):
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
            return [Problem(code="step_timeout", parameters={"seconds": self._stop.limit})]
        if reason:
            raise Stopped(reason) from wrong
        return blamed(wrong, self.chains.faults())

    def _failed(self, problems: list[Problem], step: PlannedStep) -> list[Problem]:
        problems = [found.at(step.id) for found in problems]
        for name in dict.fromkeys(found.step or step.id for found in problems):
            mine = [found for found in problems if found.step == name]
            self.say(StepFailed(time=now(), step=name, problems=mine))
        return problems

"""Runs: accepted, done, followed, stopped, taken up again. Nothing here blocks but what says so."""

from asyncio import to_thread
from collections.abc import AsyncIterator, Iterator, Mapping
from threading import Lock
from typing import Any
from uuid import uuid4

from runtime.accepting import Acceptance
from runtime.events import LogLine
from runtime.following import follow, follow_async
from runtime.journal import Journals, now
from runtime.live import Live
from runtime.performing import Interrupted, Performance
from runtime.plan import Plan, plan_of
from runtime.preview import Asked, Preview, preview
from runtime.problems import Problem, Problems
from runtime.recorded import Recorded
from runtime.retention import Retention
from runtime.runner import Runner
from runtime.runs import OVER, view
from runtime.stores import Stores
from runtime.world import StoreWorld
from storage.errors import Conflict
from storage.runs import RunRecord


class Engine:
    """The runs of one installation. A run that `start` gave an id for is stored, and will be done."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._journals = Journals(stores.runs, stores.logs)
        self._world = StoreWorld(stores.files)
        self._acceptance = Acceptance(stores)
        self._live: dict[str, Live] = {}
        self._plans: dict[str, Plan] = {}
        self._lock = Lock()
        self._runner = Runner(stores.folder, self._perform)
        self.retention = Retention(stores.runs, stores.logs, self._runner.forget)
        self._closing = False

    def start(self, flow_id: str | None, *, model: Any = None, files: Mapping[str, str] | None = None, user: str,
              trigger: str = "manual", dry: bool = False, key: str | None = None, sandbox: str = "prod",
              document: dict[str, Any] | None = None, waited_for: bool = False) -> str:  # fmt: skip
        """Accept a run and give its id; the work goes on in threads.

        Runs the live version; with `dry` the draft with every effect rehearsed; with `document` that document.
        Raises `Problems` for a flow that does not check out and for missing inputs, `Conflict("not_published")`,
        `NotFound`. A `key` that the flow has seen gives the first run of that key. With `waited_for` the caller tells
        nobody of the run before `wait` has answered: then a run without effects is stored together with its end.
        """
        what = self._acceptance.accept(flow_id, sandbox, dry, document, dict(files or {}))
        record = RunRecord(
            id=uuid4().hex, flow=flow_id or "", flow_name=what.name, version=what.version, dry=dry, files=what.files,
            user=user, trigger=trigger, key=key, sandbox=sandbox, document=what.document, model=model,
        )  # fmt: skip
        if waited_for and key is None and not what.plan.kept:
            self._journals.create(record)
        else:
            kept = self._stores.runs.create(record)
            if kept.id != record.id:
                return kept.id
        self._plans[record.id] = what.plan
        self._begin(Live(record), record.id, 0, what.plan)
        return record.id

    def wait(self, run_id: str, timeout: float | None = None) -> dict[str, Any] | None:
        """Block until the run is over, and view it; None when it still works after `timeout` seconds."""
        live = self._live.get(run_id)
        if live and not live.wait(timeout):
            self._journals.flush()
            return None
        return (live.outcome() if live else None) or self._over(run_id)

    async def wait_async(self, run_id: str, timeout: float | None = None) -> dict[str, Any] | None:
        """The same without blocking the event loop or holding a thread."""
        live = self._live.get(run_id)
        if live and not await live.wait_async(timeout):
            await to_thread(self._journals.flush)
            return None
        return (live.outcome() if live else None) or await to_thread(self._over, run_id)

    def view(self, run_id: str) -> dict[str, Any]:
        """The run as JSON, also while it works; `NotFound`."""
        record = self._stores.runs.get(run_id)
        if record.status in OVER:
            return view(record, record.steps)
        live = self._live.get(run_id)
        recorded = live.recorded if live else self._recorded(run_id)
        plan, _ = self._planned(record)
        return view(record, recorded.rows(plan.order, plan.skipped, over=False))

    def events(self, run_id: str, after: int = 0, limit: int = 1000) -> list[tuple[int, dict[str, Any]]]:
        """Stored events after a number, in order."""
        return list(self._stores.logs.read(run_id, after, limit))

    def follow(self, run_id: str, after: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
        """Every event from `after` on, as they come; blocks; ends behind `complete`. `NotFound`."""
        self._stores.runs.get(run_id)
        return follow(self._stores, self._journals, run_id, after)

    def follow_async(self, run_id: str, after: int = 0) -> AsyncIterator[tuple[int, dict[str, Any]]]:
        """The same for an event loop."""
        self._stores.runs.get(run_id)
        return follow_async(self._stores, self._journals, run_id, after)

    def cancel(self, run_id: str, user: str) -> None:
        """Stop a run between steps or at the next batch of its data; `Conflict("run_over")` when it is over."""
        record, live = self._stores.runs.get(run_id), self._live.get(run_id)
        if record.status in OVER or live is None:
            raise Conflict("run_over", run=run_id, status=record.status)
        live.cancelled_by = user
        live.stop.pull("cancelled")

    def resume(self, run_id: str, user: str) -> None:
        """Take up a failed or cancelled run: finished effects stay, all else is done. `Conflict("run_not_stopped")`."""
        record = self._stores.runs.get(run_id)
        if record.status not in ("failed", "cancelled"):
            raise Conflict("run_not_stopped", run=run_id, status=record.status)
        journal = self._journals.open(run_id, new=False)
        journal.say(LogLine(time=now(), code="run_resumed", parameters={"user": user}))
        journal.change(status="queued", finished=None, problems=[], response=None, status_code=None)
        journal.flush()
        attempt = sum(event["type"] == "run_finished" for _, event in self._all(run_id))
        self._begin(Live(None), run_id, attempt, self._planned(record)[0])

    def rerun(self, run_id: str, user: str, from_step: str | None = None) -> str:
        """A new run of what the old one ran, with the same model and files.

        With `from_step`, the finished effects before that step are not done again: their results stand.
        """
        old = self._stores.runs.get(run_id)
        record = RunRecord(
            id=uuid4().hex, flow=old.flow, flow_name=old.flow_name, version=old.version, dry=old.dry, files=old.files,
            user=user, trigger="rerun", sandbox=old.sandbox, document=old.document, model=old.model,
        )  # fmt: skip
        plan = self._plan(old)
        if from_step is not None and from_step not in plan.order:
            raise Conflict("step_not_in_run", run=run_id, step=from_step)
        self._stores.runs.create(record)
        journal = self._journals.open(record.id, new=True)
        journal.say(LogLine(time=now(), code="run_again", parameters={"run": run_id}))
        for event in self._acceptance.kept_effects(plan, self._recorded(run_id), from_step):
            journal.say(event)
        journal.flush()
        self._begin(Live(None), record.id, 0, plan)
        return record.id

    def preview(self, document: dict[str, Any], step_id: str, limit: int = 1000, *, flow_id: str | None = None,
                sandbox: str = "prod") -> Preview:  # fmt: skip
        """What the step hands on for the first `limit` items of its samples, or of the last run's inputs."""
        return preview(self._stores, self._world, Asked(document, step_id, limit, flow_id, sandbox))

    def recover(self) -> int:
        """Take up every accepted run that is not over; gives how many."""
        unfinished = self._stores.runs.unfinished()
        for record in unfinished:
            self._live[record.id] = Live(None)
        for record in unfinished:
            self._take_up(record.id)
        self.retention.start()
        return len(unfinished)

    def close(self) -> None:
        """Stop the work; what was accepted goes on at the next start."""
        self._closing = True
        self.retention.close()
        for live in list(self._live.values()):
            live.stop.pull("closing")
        for live in list(self._live.values()):
            live.wait(10)
        self._journals.close()
        self._runner.close()

    def _begin(self, live: Live, run_id: str, attempt: int, plan: Plan) -> None:
        self._live[run_id] = live
        self._runner.start(run_id, attempt, keeps=bool(plan.kept))

    def _take_up(self, run_id: str) -> None:
        attempt = sum(event["type"] == "run_finished" for _, event in self._all(run_id))
        plan, _ = self._planned(self._stores.runs.get(run_id))
        self._runner.take_up(run_id, attempt, keeps=bool(plan.kept))

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
        recorded = Recorded() if live.record else self._recorded(run_id)
        new = live.record is not None
        plan, wrong = self._planned(record)
        performance = Performance(record, plan, live, self._journals, self._world, new=new, recorded=recorded)
        if wrong:
            performance.refuse(wrong)
        else:
            performance.go()

    def _plan(self, record: RunRecord) -> Plan:
        return self._plans.get(record.id) or plan_of(record.document)

    def _planned(self, record: RunRecord) -> tuple[Plan, list[Problem]]:
        """The plan, or an empty one and why: a later release may not know a step type any more."""
        try:
            return self._plan(record), []
        except Problems as wrong:
            return Plan((), (), ()), wrong.problems

    def _over(self, run_id: str) -> dict[str, Any] | None:
        seen = self.view(run_id)
        return seen if seen["status"] in OVER else None

    def _recorded(self, run_id: str) -> Recorded:
        return Recorded.of(event for _, event in self._all(run_id))

    def _all(self, run_id: str) -> Iterator[tuple[int, dict[str, Any]]]:
        after = 0
        while batch := self._stores.logs.read(run_id, after, 1000):
            yield from batch
            after = batch[-1][0]

"""Runs: accepted, followed, stopped, taken up again. Nothing here blocks but what says so."""

from asyncio import to_thread
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from runtime.accepting import Acceptance
from runtime.calling import Caller, Calling
from runtime.events import LogLine
from runtime.flow_access import Call
from runtime.following import follow, follow_async
from runtime.journal import Journals, now
from runtime.live import Live
from runtime.memory import Memory
from runtime.preview import Asked, Preview, preview
from runtime.retention import Retention
from runtime.runs import OVER, view
from runtime.stores import Stores
from runtime.working import Work
from runtime.world import world_of
from storage.errors import Conflict
from storage.runs import RunRecord


class Engine:
    """The runs of one installation. A run that `start` gave an id for is stored, and will be done."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._journals = Journals(stores.runs, stores.logs)
        self._world = lru_cache(maxsize=64)(
            lambda sandbox: world_of(stores, sandbox, lambda caller, gauge: Calling(self, stores.runs, caller, gauge))
        )
        self._acceptance = Acceptance(stores)
        self._memory = Memory(stores.folder, stores.runs)
        self._work = Work(stores, self._journals, self._memory, self._world)
        self.retention = Retention(stores.runs, stores.logs, self._forget)

    def start(self, flow_id: str | None, *, model: Any = None, files: Mapping[str, str] | None = None, user: str,
              trigger: str = "manual", dry: bool = False, key: str | None = None, sandbox: str = "prod",
              document: dict[str, Any] | None = None, waited_for: bool = False,
              beside: Callable[[Connection, str], None] | None = None) -> str:  # fmt: skip
        """Accept a run and give its id; the work goes on in threads.

        Runs the live version; with `dry` the draft with every effect rehearsed; with `document` that document.
        Raises `Problems` for a flow that does not check out and for missing inputs, `Conflict("not_published")`,
        `NotFound`. A `key` that the flow has seen gives the first run of that key. With `waited_for` the caller tells
        nobody of the run before `wait` has answered: then a run without effects is stored together with its end.
        `beside` writes more in the transaction that stores the run, whose id it is given.
        """
        what = self._acceptance.accept(flow_id, sandbox, dry, document, dict(files or {}))
        record = RunRecord(
            id=uuid4().hex, flow=flow_id or "", flow_name=what.name, version=what.version, dry=dry, files=what.files,
            user=user, trigger=trigger, key=key, sandbox=sandbox, document=what.document, model=what.sealed(model),
        )  # fmt: skip
        if waited_for and key is None and not what.plan.kept:
            self._journals.create(record)
        else:
            kept = self._stores.runs.create(record, beside)
            if kept.id != record.id:
                return kept.id
        self._work.begin(Live(record), record.id, 0, what.plan)
        return record.id

    def call(self, flow: str, call: Call, caller: Caller) -> str:
        """A run that a step of another run asks for: begun, found working or done, or taken up where it failed.

        Runs the version that the caller was published with, else the live one. Raises what `start` raises.
        """
        version = caller.versions.get(flow)
        what = self._acceptance.accept(flow, caller.sandbox, False, None, dict(call.files), wanted=version)
        record = RunRecord(
            id=uuid4().hex, flow=flow, flow_name=what.name, version=what.version, files=what.files, user=caller.user,
            trigger="flow", key=f"{caller.run}:{caller.step}:{call.part}", sandbox=caller.sandbox, parent=caller.run,
            model=what.sealed(call.model), document=what.document, parent_step=caller.step, depth=caller.depth + 1,
        )  # fmt: skip
        first = self._stores.runs.create(record)
        if first.id == record.id:
            self._work.begin(Live(record), record.id, 0, what.plan, record.depth)
        elif first.status in ("failed", "cancelled"):
            self.resume(first.id, caller.user)
        return first.id

    def when_over(self, run_id: str, then: Callable[[], None]) -> None:
        """Call, from whatever thread, once nothing works on the run any more; at once where nothing does."""
        live = self._work.live(run_id)
        if live:
            live.then(then)
        else:
            then()

    def wait(self, run_id: str, timeout: float | None = None) -> dict[str, Any] | None:
        """Block until the run is over, and view it; None when it still works after `timeout` seconds."""
        live = self._work.live(run_id)
        if live and not live.wait(timeout):
            self._journals.flush()
            return None
        return (live.outcome() if live else None) or self._over(run_id)

    async def wait_async(self, run_id: str, timeout: float | None = None) -> dict[str, Any] | None:
        """The same without blocking the event loop or holding a thread."""
        live = self._work.live(run_id)
        if live and not await live.wait_async(timeout):
            await to_thread(self._journals.flush)
            return None
        return (live.outcome() if live else None) or await to_thread(self._over, run_id)

    def view(self, run_id: str) -> dict[str, Any]:
        """The run as JSON, also while it works; `NotFound`."""
        record = self._stores.runs.get(run_id)
        if record.status in OVER:
            return view(record, record.steps)
        live = self._work.live(run_id)
        recorded = live.recorded if live else self._work.recorded(run_id)
        plan, _ = self._work.planned(record)
        now_asked = replace(record, actions=recorded.asked())
        return view(now_asked, recorded.rows(plan.order, plan.skipped, over=False))

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
        record, live = self._stores.runs.get(run_id), self._work.live(run_id)
        if record.status in OVER or live is None:
            raise Conflict("run_over", run=run_id, status=record.status)
        live.cancelled_by = user
        live.stop.pull("cancelled")

    def resume(self, run_id: str, user: str) -> None:
        """Take up a failed or cancelled run: finished effects stay, all else is done. `Conflict("run_not_stopped")`."""
        record = self._stores.runs.get(run_id)
        if record.status not in ("failed", "cancelled"):
            raise Conflict("run_not_stopped", run=run_id, status=record.status)
        attempt = self._work.attempts(run_id)
        journal = self._journals.open(run_id, new=False)
        journal.say(LogLine(time=now(), code="run_resumed", parameters={"user": user}))
        journal.change(status="queued", finished=None, problems=[], response=None, status_code=None)
        self._journals.flush_or_forget(run_id)
        self._work.begin(Live(None), run_id, attempt, self._work.planned(record)[0], record.depth)

    def rerun(self, run_id: str, user: str, from_step: str | None = None) -> str:
        """A new run of what the old one ran, with the same model and files.

        With `from_step`, the finished effects before that step are not done again: their results stand.
        `Conflict("run_results_gone")` where they are not kept any more, as after a run that succeeded.
        """
        old = self._stores.runs.get(run_id)
        record = RunRecord(
            id=uuid4().hex, flow=old.flow, flow_name=old.flow_name, version=old.version, dry=old.dry, files=old.files,
            user=user, trigger="rerun", sandbox=old.sandbox, document=old.document, model=old.model,
        )  # fmt: skip
        plan = self._work.plan(old)
        if from_step is not None and from_step not in plan.order:
            raise Conflict("step_not_in_run", run=run_id, step=from_step)
        results = [step.id for step in plan.steps if step.effect and step.id in plan.remembered_before(from_step)]
        if gone := self._memory.lacks(run_id, results):
            raise Conflict("run_results_gone", run=run_id, step=gone)
        self._memory.adopt(record.id, run_id, plan.remembered_before(from_step))
        again = LogLine(time=now(), code="run_again", parameters={"run": run_id})
        self._journals.create(
            record, again, *self._acceptance.kept_effects(plan, self._work.recorded(run_id), from_step)
        )
        self._journals.flush_or_forget(record.id)
        self._work.begin(Live(None), record.id, 0, plan)
        return record.id

    def preview(self, document: dict[str, Any], step_id: str, limit: int = 1000, *, flow_id: str | None = None,
                sandbox: str = "prod") -> Preview:  # fmt: skip
        """What the step hands on for the first `limit` items of its samples, or of the last run's inputs."""
        return preview(self._stores, self._world(sandbox), Asked(document, step_id, limit, flow_id, sandbox))

    def recover(self) -> int:
        """Take up every accepted run that is not over; gives how many."""
        count = self._work.recover()
        self.retention.start()
        return count

    def close(self) -> None:
        """Stop the work; what was accepted goes on at the next start."""
        self.retention.close()
        self._work.close()
        self._journals.close()
        self._work.runner.close()

    def _forget(self, runs: Sequence[str]) -> None:
        self._work.runner.forget(runs)
        self._memory.forget(runs)

    def _over(self, run_id: str) -> dict[str, Any] | None:
        self._journals.flush(run_id)  # the end of a run may wait for room: then that is the answer
        seen = self.view(run_id)
        return seen if seen["status"] in OVER else None

"""Doing one accepted run from its record to its last event."""

from dataclasses import replace
from typing import Any

from runtime.context import StoredFile
from runtime.events import Event, LogLine, RunFinished, RunStarted
from runtime.execution import Execution
from runtime.fixing import fixed_versions
from runtime.journal import Journal, Journals, now
from runtime.kept import Kept, Unkept
from runtime.live import Live
from runtime.memory import Memory
from runtime.mishaps import blamed
from runtime.plan import Plan
from runtime.problems import Problem
from runtime.recorded import Recorded
from runtime.runs import view
from runtime.step_context import Given, World
from runtime.stop import Stopped
from runtime.world import samples
from storage.errors import StorageError
from storage.runs import RunRecord


class Interrupted(BaseException):
    """The process is closing: the run stays accepted and goes on after the next start."""


class Performance:
    """One attempt of one run. The record changes and the events of its end are one commit."""

    def __init__(self, record: RunRecord, plan: Plan, live: Live, journals: Journals, world: World, *, new: bool,
                 recorded: Recorded, memory: Memory) -> None:  # fmt: skip
        self._record, self._plan, self._live, self._new = record, plan, live, new
        self._journal: Journal = journals.open(record.id, new=new)
        self._world, self._memory = world, memory
        live.recorded = recorded

    def go(self) -> None:
        """Perform it; whatever happens, the run has an end and says so, unless the process closes."""
        # A run that wrote events has begun before, in a process that died or was closed.
        self._say(RunStarted(time=now(), recovered=bool(self._live.recorded.begun)))
        self._started = self._record.started or now()
        self._journal.change(status="running", started=self._started)
        execution: Execution | None = None
        try:
            execution = self._execution()
            problems = execution.go()
            status = "failed" if problems else "succeeded"
        except Stopped as stopped:
            if stopped.reason == "closing":
                self._journal.flush()
                raise Interrupted from None
            status, problems = "cancelled", []
        except Exception as wrong:
            status, problems = "failed", blamed(wrong, ())
        self._end(status, problems, execution)

    def refuse(self, problems: list[Problem]) -> None:
        """End a run that cannot be planned any more, such as one of a step type that is gone."""
        self._started = self._record.started or now()
        self._end("failed", problems, None)

    def _execution(self) -> Execution:
        record = self._record
        given = Given(record.id, record.user, record.model, record.files,
                      samples(record.document) if record.dry else {}, record.dry, sandbox=record.sandbox,
                      depth=record.depth, versions=fixed_versions(record.document), flow=record.flow,
                      platform=self._memory.first(record).trigger == "message")  # fmt: skip
        return Execution(self._plan, given, self._world, self._say, stop=self._live.stop, kept=self._kept(),
                         recorded=self._live.recorded)  # fmt: skip

    def _kept(self) -> Kept:
        if not self._plan.kept or self._record.dry:
            return Unkept()
        from runtime.keeping import Keeping

        return Keeping(self._record.id, self._plan.kept, self._memory.checkpoints, self._memory.ledger,
                       self._journal.flush, workflow=not self._record.depth)  # fmt: skip

    def _end(self, status: str, problems: list[Problem], execution: Execution | None) -> None:
        """The record's end and the last events are one commit; where there is no room now, they wait for some."""
        response = execution.response if execution and status == "succeeded" else None
        self._last_words(status, problems)
        changes: dict[str, Any] = {
            "status": status,
            "finished": now(),
            "problems": [found.model_dump(mode="json") for found in problems],
            "response": response.content if response else None,
            "status_code": response.status if response else None,
            "steps": self._live.recorded.rows(self._plan.order, self._plan.skipped, over=True),
            "actions": self._live.recorded.asked(),
            "made_files": [_in_short(file) for file in (execution.made_files if execution else ())],
        }
        self._journal.change(**changes)
        self._journal.complete()
        try:
            self._journal.flush()
        except StorageError as no_room:  # the end waits in memory and is written with the next batch that fits
            self._live.unwritten = no_room
        if status == "succeeded":
            self._memory.done(self._record.id)
        over = replace(self._record, started=self._started, **changes)
        self._live.seen = view(over, over.steps)

    def _last_words(self, status: str, problems: list[Problem]) -> None:
        if status == "cancelled":
            parameters = {"user": self._live.cancelled_by}
            self._say(LogLine(time=now(), level="warning", code="run_cancelled", parameters=parameters))
        self._say(RunFinished(time=now(), status=status, problems=problems))

    def _say(self, event: Event) -> None:
        self._journal.say(event)
        self._live.recorded.take(event)


def _in_short(file: StoredFile) -> dict[str, Any]:
    return file.model_dump(mode="json", include={"id", "name", "size", "media_type"})

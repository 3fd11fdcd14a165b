"""What a run has done already, read back from its events: a recovery goes on from there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from runtime.events import (
    EVENT,
    Event,
    FileMade,
    FormAction,
    RunStarted,
    StepFailed,
    StepFinished,
    StepProgress,
    StepStarted,
)

_SHOWN = {"status", "items_in", "items_out", "bad_items", "chain", "seconds"}


@dataclass
class Recorded:
    """Finished steps with their counts, files that were made, and how many chains there were."""

    finished: dict[str, StepFinished] = field(default_factory=dict)
    files: dict[str, FileMade] = field(default_factory=dict)
    """By step: the file of those that make one."""
    made: dict[str, FileMade] = field(default_factory=dict)
    """By id: every file that was shown."""
    actions: dict[str, FormAction] = field(default_factory=dict)
    """By step: what the page is asked to do."""
    started: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    passed: dict[str, int] = field(default_factory=dict)
    """Items so far of steps that are not finished."""
    chains: int = 0
    begun: bool = False

    @classmethod
    def of(cls, events: Iterable[dict[str, Any]]) -> "Recorded":
        found = cls()
        for event in events:
            found.take(EVENT.validate_python(event))
        return found

    def take(self, event: Event) -> None:
        match event:
            case RunStarted():
                self.begun = True
            case StepStarted():
                self.started.add(event.step)
                self.failed.discard(event.step)
            case StepProgress():
                self.passed[event.step] = event.items
            case StepFinished():
                self.finished[event.step] = event
                self.chains = max(self.chains, int((event.chain or "c0")[1:]))
            case StepFailed():
                self.failed.add(event.step)
            case FileMade():
                self.files[event.step] = self.made[event.file] = event
            case FormAction():
                self.actions[event.step] = event

    def asked(self) -> list[dict[str, Any]]:
        """The wishes for the page as `GET /api/runs/{id}` shows them."""
        return [one.model_dump(mode="json", include={"step", "action", "parameters"}) for one in self.actions.values()]

    def rows(self, order: Iterable[str], skipped: Iterable[str], *, over: bool) -> list[dict[str, Any]]:
        """Per step its state and counts, as `GET /api/runs/{id}` shows them."""
        left_out = set(skipped)
        return [self._row(step, step in left_out, over) for step in order]

    def _row(self, step: str, left_out: bool, over: bool) -> dict[str, Any]:
        done = self.finished.get(step)
        if done:
            return {"id": step} | done.model_dump(include=_SHOWN)
        running = step in self.started and not over
        status = "failed" if step in self.failed else "skipped" if left_out else "running" if running else "waiting"
        passed = self.passed.get(step, 0)
        return {"id": step, "status": status, "items_in": 0, "items_out": passed, "bad_items": 0, "chain": None,
                "seconds": None}  # fmt: skip

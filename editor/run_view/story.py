"""What a run has told so far, folded into what a page shows. No page in it: events in, a picture out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from storage.runs import RunRecord

Event = dict[str, Any]
OVER = ("succeeded", "skipped", "failed")


@dataclass
class StepLine:
    """One step of the run. `items` counts what it handed on; `share` (0…1) is known while a total is."""

    id: str
    name: str
    type: str
    status: str = "waiting"
    items_in: int | None = None
    items: int | None = None
    bad_items: int = 0
    seconds: float | None = None
    chain: str | None = None
    share: float | None = None


@dataclass
class Story:
    """A run up to event number `upto`; `complete` when nothing more can come."""

    run_id: str
    status: str
    steps: dict[str, StepLine]
    upto: int = 0
    complete: bool = False
    begun: str = ""
    """The step that was begun last."""
    started: datetime | None = None
    finished: datetime | None = None
    would: list[Event] = field(default_factory=list)
    files: list[Event] = field(default_factory=list)
    problems: list[Event] = field(default_factory=list)

    def take(self, events: Iterable[tuple[int, Event]]) -> None:
        """Fold in the next events, in order."""
        for number, event in events:
            self.upto = number
            deed = getattr(self, f"_{event['type']}", None)
            if deed:
                deed(event)

    def _run_started(self, event: Event) -> None:
        self.status = "running"
        self.started = self.started or datetime.fromisoformat(event["time"])

    def _step_started(self, event: Event) -> None:
        self._line(event).status = "running"
        self.begun = event["step"]

    def _step_progress(self, event: Event) -> None:
        line = self._line(event)
        if line.status in OVER:
            return  # a word about its progress that came after its end
        line.status, line.items = "running", event["items"]
        line.share = min(1.0, event["items"] / event["total"]) if event.get("total") else None

    def _step_finished(self, event: Event) -> None:
        line = self._line(event)
        line.status, line.items_in, line.items = event.get("status", "succeeded"), event["items_in"], event["items_out"]
        line.bad_items, line.seconds = event.get("bad_items", 0), event.get("seconds")
        line.chain, line.share = event.get("chain"), None

    def _step_failed(self, event: Event) -> None:
        line = self._line(event)
        line.status, line.share = "failed", None
        self.problems += event["problems"]

    def _would_do(self, event: Event) -> None:
        self.would.append(event)

    def _file_made(self, event: Event) -> None:
        self.files.append({"id": event["file"], "name": event["name"], "size": event["size"]})

    def _run_finished(self, event: Event) -> None:
        self.status = event["status"]
        self.finished = datetime.fromisoformat(event["time"])
        self.problems = event.get("problems") or self.problems
        for line in self.steps.values():
            if line.status in ("waiting", "running"):
                line.status = "not_run"

    def _complete(self, _: Event) -> None:
        self.complete = True

    def _line(self, event: Event) -> StepLine:
        return self.steps.setdefault(event["step"], StepLine(event["step"], event["step"], ""))


def story_of(record: RunRecord) -> Story:
    """The story of a run before its first event is read: its steps by name, all waiting."""
    steps = [step for phase in record.document.get("phases", []) for step in phase.get("steps", [])]
    lines = {step["id"]: StepLine(step["id"], step.get("name", ""), step.get("type", "")) for step in steps}
    return Story(record.id, record.status, lines, started=record.started)

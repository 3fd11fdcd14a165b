"""Events as lines of a log in the reader's language: [number, time, level, step's name, text]."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from editor.i18n import known
from editor.run_view.durations import seconds
from editor.run_view.story import Event, Story
from editor.visitor import Visitor
from runtime.problems import Problem
from storage.vault import masked

Line = list[Any]
LEVELS = ("debug", "info", "warning", "error")


def lines(events: Iterable[tuple[int, Event]], story: Story, visitor: Visitor) -> list[Line]:
    """The lines that these events make; progress makes none."""
    made = []
    for number, event in events:
        told = _told(event, visitor)
        if told:
            level, text = told
            step = story.steps.get(event.get("step") or "")
            name = (step.name or step.id) if step else ""
            clock = datetime.fromisoformat(event["time"]).astimezone().strftime("%H:%M:%S.%f")[:-3]
            made.append([number, clock, level, name, masked(text)])
    return made


def _told(event: Event, visitor: Visitor) -> tuple[str, str] | None:
    tell = _TELLERS.get(event["type"])
    return tell(event, visitor) if tell else None


def sentence(event: Event, visitor: Visitor) -> str:
    """A log line's own text, else the sentence of its code."""
    if event.get("text") is not None:
        return str(event["text"])
    key = f"log.{event.get('code')}"
    return visitor.say(key, **event.get("parameters", {})) if known(key) else str(event.get("code") or "")


def problem_text(told: Event, visitor: Visitor) -> str:
    """A problem, as it was stored with the run, in words."""
    return visitor.explain(Problem.model_validate({name: told[name] for name in Problem.model_fields if name in told}))


def _finished(event: Event, visitor: Visitor) -> tuple[str, str]:
    parts = [visitor.say("run.log.items", count=event["items_out"])]
    if event.get("status") == "skipped":
        parts = [visitor.say("run.log.skipped")]
    if event.get("bad_items"):
        parts.append(visitor.say("run.log.bad", count=event["bad_items"]))
    if event.get("seconds") is not None:
        parts.append(seconds(event["seconds"], visitor))
    return "info", " · ".join(parts)


def _failed(event: Event, visitor: Visitor) -> tuple[str, str]:
    return "error", " ".join(problem_text(one, visitor) for one in event["problems"])


def _over(event: Event, visitor: Visitor) -> tuple[str, str]:
    return "error" if event["status"] == "failed" else "info", visitor.say(f"run.log.{event['status']}")


def _begun(event: Event, visitor: Visitor) -> tuple[str, str]:
    return "info", visitor.say("run.log.recovered" if event.get("recovered") else "run.log.started")


_TELLERS: dict[str, Callable[[Event, Visitor], tuple[str, str]]] = {
    "log": lambda event, visitor: (event.get("level", "info"), sentence(event, visitor)),
    "would_do": lambda event, visitor: ("info", sentence(event, visitor)),
    "step_failed": _failed,
    "step_finished": _finished,
    "file_made": lambda event, visitor: ("info", visitor.say("run.log.file_made", name=event["name"])),
    "form_action": lambda event, visitor: (
        "info",
        visitor.say(f"acting.done.{event['action']}", **event["parameters"]),
    ),
    "run_started": _begun,
    "run_finished": _over,
}

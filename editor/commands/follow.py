"""A run's events as lines on standard error, while it works."""

from collections.abc import Iterator
from typing import Any, Protocol

from editor.commands.words import log_sentence, problem_line, say, tell
from storage.vault import masked


class Doing(Protocol):
    """Where the run is done: an engine of our own, or the server that owns the data folder."""

    def follow(self, run_id: str, after: int = 0) -> Iterator[tuple[int, dict[str, Any]]]: ...
    def wait(self, run_id: str) -> dict[str, Any] | None: ...
    def cancel(self, run_id: str, user: str) -> None: ...


def follow(doing: Doing, run_id: str, names: dict[str, str]) -> dict[str, Any]:
    """Tell everything until the run is over; gives the finished run. Ctrl-C cancels the run and waits for its end."""
    after = 0
    while True:
        try:
            for number, event in doing.follow(run_id, after):
                line = sentence(event, names)
                if line:
                    tell(masked(line))
                after = number
            return dict(doing.wait(run_id) or {})
        except KeyboardInterrupt:
            doing.cancel(run_id, "cli")


def names_of(document: dict[str, Any]) -> dict[str, str]:
    """What people call the steps."""
    return {
        step["id"]: step.get("name") or step["id"]
        for phase in document.get("phases", [])
        for step in phase.get("steps", [])
    }


def sentence(event: dict[str, Any], names: dict[str, str]) -> str | None:
    """An event in words; None for those that only count."""
    step = names.get(event.get("step") or "", event.get("step") or "")
    match event["type"]:
        case "step_finished":
            seconds = event["seconds"]
            key = "cli.events.step_finished" if seconds is None else "cli.events.step_finished_in"
            told = say(key, step=step, count=event["items_out"], seconds=seconds)
        case "step_progress":
            told = say("cli.events.step_progress", step=step, count=event["items"])
        case "step_failed":
            told = "\n".join(problem_line(found, names) for found in event["problems"])
        case "would_do":
            told = say("cli.events.would_do", step=step, text=log_sentence(event["code"], event["parameters"]))
        case "file_made":
            told = say("cli.events.file_made", step=step, name=event["name"], size=event["size"])
        case "log":
            text = event["text"] if event["text"] is not None else log_sentence(event["code"], event["parameters"])
            told = f"{step}: {text}" if step else text
        case "run_started" | "run_finished":
            told = say(f"cli.events.{event['type']}_{event.get('status', 'now')}")
        case _:
            return None
    return told

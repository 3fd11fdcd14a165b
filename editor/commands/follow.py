"""A run's events as lines on standard error, while it works."""

from typing import Any

from editor.commands.words import log_sentence, problem_line, say, tell


def follow(installation: Any, run_id: str) -> dict[str, Any]:
    """Tell everything until the run is over; gives the finished run. Ctrl-C cancels the run and waits for its end."""
    record = installation.runs.get(run_id)
    names = {
        step["id"]: step.get("name") or step["id"]
        for phase in record.document.get("phases", [])
        for step in phase.get("steps", [])
    }
    after = 0
    while True:
        try:
            for number, event in installation.engine.follow(run_id, after):
                line = sentence(event, names)
                if line:
                    tell(line)
                after = number
            return dict(installation.engine.wait(run_id))
        except KeyboardInterrupt:
            installation.engine.cancel(run_id, "cli")


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

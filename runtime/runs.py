"""A run as callers see it: the JSON of `GET /api/runs/{id}` and of `etapes run --json`."""

from typing import Any

from storage.runs import RunRecord, RunSummary

OVER = ("succeeded", "failed", "cancelled")


def view(record: RunRecord, steps: list[dict[str, Any]]) -> dict[str, Any]:
    """Times are ISO 8601 in UTC; `steps` in reading order with their counts; `result` is the flow's response.

    `actions` are for the page that started it; `parent` is the run, and the step in it, that called this one.
    """
    return summary(record) | {
        "result": record.response,
        "response_status": record.status_code,
        "steps": steps,
        "files": record.made_files,
        "actions": record.actions,
        "problems": record.problems,
        "inputs": record.files,
    }


def summary(record: RunSummary) -> dict[str, Any]:
    """One line of a list of runs."""
    return {
        "id": record.id,
        "flow": record.flow,
        "flow_name": record.flow_name,
        "version": record.version,
        "status": record.status,
        "dry": record.dry,
        "user": record.user,
        "trigger": record.trigger,
        "parent": {"run": record.parent, "step": record.parent_step} if record.parent else None,
        "created": _time(record.created),
        "started": _time(record.started),
        "finished": _time(record.finished),
    }


def _time(moment: Any) -> str | None:
    return moment.isoformat() if moment else None

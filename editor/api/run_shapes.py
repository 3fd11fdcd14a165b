"""Runs as answers show them: problems in the caller's language."""

from typing import Any

from editor.api.answers import Voice
from runtime.problems import Problem
from runtime.runs import summary
from storage.runs import RunSummary


def problems_of(found: list[dict[str, Any]]) -> list[Problem]:
    """Problems as they were kept with a run."""
    return [Problem.model_validate(one) for one in found]


def shown(voice: Voice, view: dict[str, Any]) -> dict[str, Any]:
    """A run's view with its problems said in words."""
    return view | {"problems": [voice.problem(found) for found in problems_of(view["problems"])]}


def line(voice: Voice, run: RunSummary) -> dict[str, Any]:
    """A run in a list."""
    return summary(run) | {"problems": [voice.problem(found) for found in problems_of(list(run.problems))]}


def said(voice: Voice, event: dict[str, Any]) -> dict[str, Any]:
    """An event with its problems and its log line in words."""
    if event.get("problems"):
        event = event | {"problems": [voice.problem(found) for found in problems_of(event["problems"])]}
    if event.get("code"):
        event = event | {"message": voice.log(event["code"], event.get("parameters", {}))}
    return event

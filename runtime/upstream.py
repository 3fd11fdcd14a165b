"""The part of a flow that one step's data depends on: what is wrong elsewhere is no matter to its preview."""

from collections.abc import Mapping
from typing import Any

from runtime.steps import CATALOG

Document = dict[str, Any]
Sources = Mapping[str, Mapping[str, str | None]]
"""By step and setting, the step that is read; None where none is known."""


def upstream(document: Document, sources: Sources, step_id: str) -> Document:
    """The document with the step and what it reads, directly or not; its sources are written out as found."""
    by_id = {step["id"]: step for phase in document.get("phases", []) for step in phase.get("steps", [])}
    wanted: dict[str, dict[str, Any]] = {}
    waiting = [step_id]
    while waiting:
        here = waiting.pop()
        if here in by_id and here not in wanted:
            wanted[here] = _wired(by_id[here], sources.get(here, {}))
            settings = wanted[here]["settings"]
            kind = CATALOG.get(wanted[here].get("type", ""))
            read = [settings.get(name) for name in kind.source_settings()] if kind else []
            waiting += [one for one in read if isinstance(one, str)]
    phases = [
        {**phase, "steps": [wanted[step["id"]] for step in phase.get("steps", []) if step["id"] in wanted]}
        for phase in document.get("phases", [])
    ]
    return {**document, "phases": phases}


def _wired(step: dict[str, Any], found: Mapping[str, str | None]) -> dict[str, Any]:
    settings = step["settings"] if isinstance(step.get("settings"), dict) else {}
    return {**step, "settings": settings | {name: source for name, source in found.items() if source}}

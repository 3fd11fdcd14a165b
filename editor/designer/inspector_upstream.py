"""The part of a flow that one step's data depends on: what is wrong elsewhere is no matter to its preview."""

from collections.abc import Mapping
from typing import Any

from editor.designer.wiring import Document, source_settings, steps

Sources = Mapping[str, Mapping[str, str | None]]
"""By step and setting, the step that is read: as the last check found it."""


def upstream(document: Document, sources: Sources, step_id: str) -> Document:
    """The document with the step and what it reads, directly or not; sources that were left open are written out."""
    by_id = {step["id"]: step for step in steps(document)}
    wanted: dict[str, dict[str, Any]] = {}
    waiting = [step_id]
    while waiting:
        here = waiting.pop()
        if here in by_id and here not in wanted:
            wanted[here] = _wired(by_id[here], sources.get(here, {}))
            settings = wanted[here]["settings"]
            read = [settings.get(name) for name in source_settings(wanted[here].get("type", ""))]
            waiting += [one for one in read if isinstance(one, str)]
    phases = [
        {**phase, "steps": [wanted[step["id"]] for step in phase.get("steps", []) if step["id"] in wanted]}
        for phase in document.get("phases", [])
    ]
    return {**document, "phases": phases}


def _wired(step: dict[str, Any], found: Mapping[str, str | None]) -> dict[str, Any]:
    settings = step.get("settings") if isinstance(step.get("settings"), dict) else {}
    open_ones = {name: source for name, source in found.items() if source and not (settings or {}).get(name)}
    return {**step, "settings": {**(settings or {}), **open_ones}}

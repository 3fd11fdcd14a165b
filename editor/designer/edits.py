"""The edits of a flow: each takes a document and gives a new one that shares everything it did not touch.

No document is ever changed in place. So the one before an edit is its undo, and a save or a check may read a document
in a thread while the next edit is made. An id that does not exist raises KeyError.
"""

from collections.abc import Callable
from typing import Any

from editor.designer.wiring import Document, Phase, Step, first_wiring, phase_of, readers, sources, step_of


def put(document: Document, **values: Any) -> Document:
    """The flow's own fields: name, description, inputs."""
    return {**document, **values}


def add_phase(document: Document, phase_id: str, name: str = "", at: int | None = None) -> Document:
    return _phases(document, lambda phases: _inserted(phases, {"id": phase_id, "name": name, "steps": []}, at))


def rename_phase(document: Document, phase_id: str, name: str) -> Document:
    return _phase(document, phase_id, lambda phase: {**phase, "name": name})


def delete_phase(document: Document, phase_id: str) -> Document:
    phase_of(document, phase_id)
    return _phases(document, lambda phases: [phase for phase in phases if phase["id"] != phase_id])


def move_phase(document: Document, phase_id: str, at: int) -> Document:
    """The phase at place `at` of the others."""
    phase = phase_of(document, phase_id)
    return _phases(document, lambda phases: _inserted([one for one in phases if one is not phase], phase, at))


def add_step(document: Document, phase_id: str, step: Step, at: int | None = None) -> Document:
    """The step in its place, its sources written out."""
    phase_of(document, phase_id)
    placed = _phase(document, phase_id, lambda phase: {**phase, "steps": _inserted(phase.get("steps", []), step, at)})
    wiring = {name: source for name, source in first_wiring(placed, step["id"]).items() if source is not None}
    return set_settings(placed, step["id"], wiring) if wiring else placed


def delete_step(document: Document, step_id: str) -> Document:
    step = step_of(document, step_id)
    return _everywhere(document, lambda steps: [one for one in steps if one is not step])


def move_step(document: Document, step_id: str, phase_id: str, at: int | None) -> Document:
    """The step at place `at` among the others of that phase; who reads whom stays as it is."""
    step = step_of(document, step_id)
    phase_of(document, phase_id)
    without = delete_step(document, step_id)
    return _phase(without, phase_id, lambda phase: {**phase, "steps": _inserted(phase.get("steps", []), step, at)})


def set_step(document: Document, step_id: str, **values: Any) -> Document:
    """The step's own fields: name, note, enabled, sample; a value of None takes the field away."""
    kept = {name: value for name, value in {**step_of(document, step_id), **values}.items() if value is not None}
    return _step(document, step_id, kept)


def set_settings(document: Document, step_id: str, values: dict[str, Any]) -> Document:
    return _part(document, step_id, "settings", values)


def set_advanced(document: Document, step_id: str, values: dict[str, Any]) -> Document:
    return _part(document, step_id, "advanced", values)


def connect_readers(before: Document, document: Document, gone: set[str]) -> Document:
    """The readers of steps that are `gone` since `before` read on from what those had read."""
    for lost in sorted(gone):
        kept = _kept_source(before, lost, gone)
        for step, setting in readers(document, lost) if kept else ():
            document = set_settings(document, step["id"], {setting: kept})
    return document


def _kept_source(before: Document, lost: str, gone: set[str]) -> str | None:
    """Up the first sources from a lost step to one that is still there."""
    seen = set()
    here: str | None = lost
    while here in gone and here not in seen:
        seen.add(here)
        here = next((source for source in sources(step_of(before, here)).values() if source), None)
    return None if here in gone else here


def _phases(document: Document, change: Callable[[list[Phase]], list[Phase]]) -> Document:
    return {**document, "phases": change(document.get("phases", []))}


def _phase(document: Document, phase_id: str, change: Callable[[Phase], Phase]) -> Document:
    return _phases(document, lambda phases: [change(one) if one["id"] == phase_id else one for one in phases])


def _everywhere(document: Document, change: Callable[[list[Step]], list[Step]]) -> Document:
    """A change of the one list of steps that it changes; other phases stay the very same."""

    def changed(phase: Phase) -> Phase:
        old = phase.get("steps", [])
        new = change(old)
        same = len(new) == len(old) and all(one is other for one, other in zip(new, old, strict=True))
        return phase if same else {**phase, "steps": new}

    return _phases(document, lambda phases: [changed(phase) for phase in phases])


def _step(document: Document, step_id: str, new: Step) -> Document:
    return _everywhere(document, lambda steps: [new if one["id"] == step_id else one for one in steps])


def _part(document: Document, step_id: str, part: str, values: dict[str, Any]) -> Document:
    step = step_of(document, step_id)
    return _step(document, step_id, {**step, part: {**step.get(part, {}), **values}})


def _inserted(things: list[Any], thing: Any, at: int | None) -> list[Any]:
    place = len(things) if at is None else max(0, min(at, len(things)))
    return [*things[:place], thing, *things[place:]]

"""What a person may ask of the board: each intent names a deed of the draft, its arguments and the right it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from editor.designer.draft import Draft
from editor.designer.wiring import phase_of, readers, sources
from runtime.steps import CATALOG

TEXT = 120
"""Characters of a name."""


class Refused(Exception):
    """An intent that is not understood or names what is not there; nothing was changed."""


@dataclass(frozen=True)
class Outcome:
    """What follows from an intent for the page: a card or phase to go to, and words with an offer."""

    step: str | None = None
    phase: str | None = None
    said: str | None = None
    parameters: dict[str, Any] | None = None
    connect: tuple[str, str] | None = None
    """Readers of the first step, now gone, could read the second one."""


def perform(draft: Draft, intent: dict[str, Any]) -> Outcome:
    """Do it. Raises Refused for an unknown deed, a missing argument or an id that is gone."""
    deed = DEEDS.get(str(intent.get("do")))
    if deed is None:
        raise Refused(intent.get("do"))
    try:
        return deed(draft, intent)
    except (KeyError, TypeError, ValueError) as wrong:
        raise Refused(intent.get("do")) from wrong


def _add_phase(draft: Draft, intent: dict[str, Any]) -> Outcome:
    return Outcome(phase=draft.add_phase("", _place(intent)))


def _rename_phase(draft: Draft, intent: dict[str, Any]) -> Outcome:
    draft.rename_phase(intent["phase"], _name(intent))
    return Outcome()


def _delete_phase(draft: Draft, intent: dict[str, Any]) -> Outcome:
    phase = phase_of(draft.document, intent["phase"])
    count = len(phase.get("steps", ()))
    draft.delete_phase(intent["phase"], reconnect=False)
    return Outcome(said="phase_deleted", parameters={"name": phase.get("name", ""), "count": count})


def _move_phase(draft: Draft, intent: dict[str, Any]) -> Outcome:
    draft.move_phase(intent["phase"], int(intent["at"]))
    return Outcome()


def _add_step(draft: Draft, intent: dict[str, Any]) -> Outcome:
    kind = CATALOG[intent["type"]].type_name()
    return Outcome(step=draft.add_step(intent["phase"], kind, _place(intent)))


def _delete_step(draft: Draft, intent: dict[str, Any]) -> Outcome:
    step = draft.step(intent["step"])
    count = len(readers(draft.document, step["id"]))
    source = next((source for source in sources(step).values() if source), None)
    draft.delete_step(step["id"], reconnect=False)
    if count and source and draft.has(source):
        parameters = {"step": step, "source": draft.step(source), "count": count}
        return Outcome(said="step_read", parameters=parameters, connect=(step["id"], source))
    return Outcome(said="step_deleted", parameters={"step": step})


def _move_step(draft: Draft, intent: dict[str, Any]) -> Outcome:
    draft.move_step(intent["step"], intent["phase"], _place(intent))
    return Outcome()


def _rename_step(draft: Draft, intent: dict[str, Any]) -> Outcome:
    draft.rename_step(intent["step"], _name(intent))
    return Outcome()


def _set_enabled(draft: Draft, intent: dict[str, Any]) -> Outcome:
    draft.set_enabled(intent["step"], bool(intent["enabled"]))
    return Outcome()


def _undo(draft: Draft, intent: dict[str, Any]) -> Outcome:
    edit = draft.undo()
    return Outcome(step=_still(draft, edit.steps if edit else ()))


def _redo(draft: Draft, intent: dict[str, Any]) -> Outcome:
    edit = draft.redo()
    return Outcome(step=_still(draft, edit.steps if edit else ()))


DEEDS: dict[str, Callable[[Draft, dict[str, Any]], Outcome]] = {
    "add_phase": _add_phase,
    "rename_phase": _rename_phase,
    "delete_phase": _delete_phase,
    "move_phase": _move_phase,
    "add_step": _add_step,
    "delete_step": _delete_step,
    "move_step": _move_step,
    "rename_step": _rename_step,
    "set_enabled": _set_enabled,
    "undo": _undo,
    "redo": _redo,
}


def _place(intent: dict[str, Any]) -> int | None:
    return None if intent.get("at") is None else int(intent["at"])


def _name(intent: dict[str, Any]) -> str:
    return str(intent["name"]).strip()[:TEXT]


def _still(draft: Draft, steps: tuple[str, ...]) -> str | None:
    """The step that an edit touched, if it is there (again)."""
    return next((step for step in steps if draft.has(step)), None)

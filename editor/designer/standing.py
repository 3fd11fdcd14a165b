"""Whether what a page could not confirm stands in the document already: then nobody need be asked about it."""

from contextlib import suppress
from typing import Any

from editor.designer.wiring import Document, phase_of, step_of

Entry = dict[str, Any]
"""`{intent}` for a deed of the board, `{field, step, value}` for a text; see `board/unsent.js`."""


def stands(document: Document, entry: Entry) -> bool:
    """False where it does not, or where that cannot be told."""
    with suppress(KeyError, TypeError):
        return _deed_stands(document, entry["intent"]) if "intent" in entry else _text_stands(document, entry)
    return False


def _deed_stands(document: Document, intent: dict[str, Any]) -> bool:
    deed = intent["do"]
    if deed == "rename_phase":
        return bool(phase_of(document, intent["phase"]).get("name") == intent["name"].strip())
    if deed == "rename_step":
        return bool(step_of(document, intent["step"]).get("name") == intent["name"].strip())
    if deed == "set_enabled":
        return step_of(document, intent["step"]).get("enabled", True) is intent["enabled"]
    return deed == "delete_step" and not _has(document, intent["step"])


def _text_stands(document: Document, entry: Entry) -> bool:
    field, value = entry["field"], entry["value"].strip()
    if field in {"flow-name", "flow-description"}:
        return bool(document.get(field.removeprefix("flow-"), "") == value)
    step = step_of(document, entry["step"])
    if field == "inspector-name":
        return bool(step.get("name", "") == value)
    setting = step.get("settings", {}).get(field.removeprefix("setting-"))
    return isinstance(setting, str | int | float) and str(setting) == value


def _has(document: Document, step_id: str) -> bool:
    with suppress(KeyError):
        return bool(step_of(document, step_id))
    return False

"""Any JSON value as text: for settings that hold JSON, and to repair what does not fit its input."""

import json
from typing import Any

from nicegui import ui

from editor.controls import button
from editor.forms.constants import as_json
from editor.forms.inputs.typed import typed_box
from editor.forms.spot import Spot


def draw_json(spot: Spot) -> None:
    draw_raw(spot)


def draw_raw(spot: Spot, reset: bool = False) -> None:
    """The value as JSON; while the text is no JSON the draft keeps the text and a sentence says so."""
    words = spot.form.words
    typed_box(spot, read=_read, write=_write, lines=6, mono=True, placeholder="{ }")
    warning = ui.label(words.say("forms.not_json")).classes("problem error")

    def warn() -> None:
        warning.set_visibility(isinstance(spot.value, str) and not reset)

    warn()
    spot.watch(warn)
    if reset:
        ui.label(words.say("forms.does_not_fit")).classes("setting-hint")
        start = button(words.say("forms.start_afresh"), lambda: spot.put(spot.asked.default, now=True), kind="link")
        start.props["data-testid"] = f"{spot.test_id}-reset"


def _read(text: str) -> Any:
    return as_json(text) if text.strip() else None


def _write(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)

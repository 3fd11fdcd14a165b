"""A script: an editor that is loaded when a script is opened, with the sandbox's errors at their lines."""

import json
from typing import Any

from nicegui import ui

from editor.forms.inputs.typed import same
from editor.forms.spot import Spot


def draw_script(spot: Spot) -> None:
    known = [spot.value]

    def typed(text: str) -> None:
        if text != (known[0] or ""):
            known[0] = text
            spot.put(text)

    editor = ui.codemirror(_text(known[0]), language="Python", on_change=lambda event: typed(event.value)).classes(
        "script"
    )
    editor.set_enabled(spot.form.editable)
    editor.on("focusout", spot.leave, args=[])
    _dress(spot, editor)

    def refresh() -> None:
        lines = [{"kind": "line", "line": line, "class": "bad-line"} for line in blamed(spot)]
        if lines != list(editor.decorations):
            editor.decorations = lines
        now = spot.value
        if not spot.typing and not same(now, known[0]):
            known[0] = now
            editor.value = _text(now)

    spot.watch(refresh)
    refresh()


def blamed(spot: Spot) -> list[int]:
    """The lines that problems point at and that the script still has."""
    last = _text(spot.value).count("\n") + 1
    return sorted({one.line for one in spot.problems() if one.line and one.line <= last})


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _dress(spot: Spot, editor: ui.codemirror) -> None:
    """Its name for screen readers, its id for tests, and the page's theme; done in the browser once it is loaded."""
    name, test_id = json.dumps(spot.name), json.dumps(spot.test_id)
    ui.run_javascript(f"window.etapesForms.dress({editor.id}, {name}, {test_id})")

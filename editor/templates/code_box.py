"""A code editor on a page of its own."""

import json
from collections.abc import Callable
from typing import Any, Literal

from nicegui import ui

Language = Literal["HTML", "Jinja2", "JSON"]


def code_box(value: str, language: Language, name: str, test_id: str, changed: Callable[[str], Any], *,
             editable: bool) -> ui.codemirror:  # fmt: skip
    """With its name for screen readers, in the page's theme; `changed` gets every text that is typed."""
    editor = ui.codemirror(value, language=language, line_wrapping=True, on_change=lambda event: changed(event.value))
    editor.classes("script").set_enabled(editable)
    dressed = ", ".join(json.dumps(word) for word in (name, test_id, "vscodeLight"))
    ui.run_javascript(f"window.etapesForms.dress({editor.id}, {dressed})")
    return editor

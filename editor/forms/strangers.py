"""Settings that a step type does not know: from another release, or a slip."""

import json
from typing import TYPE_CHECKING, Any

from nicegui import ui

from editor.controls import button
from editor.forms.kinds import Asked
from editor.forms.spot import Spot

if TYPE_CHECKING:
    from editor.forms.drawing import Form


def draw_strangers(form: "Form") -> None:
    """Settings that the step type does not know (from another release, or a slip): shown, and removable."""
    if not form.known_type:
        _draw_kept(form)
        return
    known = {one.name for one in form.asked}
    for name, value in form.settings.items():
        if name not in known:
            _draw_stranger(form, name, value)


def _draw_stranger(form: "Form", name: str, value: Any) -> None:
    spot = Spot(form, (name,), Asked(name, "json"))
    with ui.element("div").classes("setting stranger") as block:
        ui.label(form.words.say("forms.unknown_setting", name=name)).classes("setting-label")
        ui.label(json.dumps(value, ensure_ascii=False)).classes("stranger-value")

        def remove() -> None:
            form.flush()
            form.remove(name)
            block.delete()
            form.refresh()

        button(form.words.say("forms.remove"), remove, kind="link").props["data-testid"] = f"{spot.test_id}-remove"


def _draw_kept(form: "Form") -> None:
    """The settings of a type that this release does not know: to be read, not changed."""
    with ui.element("div").classes("setting stranger"):
        ui.label(form.words.say("forms.unknown_type", type=form.words.step_type)).classes("setting-label")
        ui.label(json.dumps(form.settings, ensure_ascii=False, indent=2)).classes("stranger-value")

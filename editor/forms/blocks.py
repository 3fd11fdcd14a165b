"""One setting in the form: its label, its input, its hint, its problems."""

import json
from typing import TYPE_CHECKING, Any

from nicegui import ui

from editor.controls import button
from editor.forms.inputs import INPUTS
from editor.forms.inputs.pairs import draw_pairs, partner
from editor.forms.inputs.raw import draw_raw
from editor.forms.kinds import Asked, fits
from editor.forms.layout import PAIRED
from editor.forms.paths import place_of
from editor.forms.spot import Spot
from editor.forms.told import Told
from runtime.fields import Condition
from runtime.problems import Problem

if TYPE_CHECKING:
    from editor.forms.form import SettingsForm

UNLABELLED = {"switch"}
"""Kinds whose input says its label itself."""


def draw_block(spot: Spot) -> ui.element:
    """The whole block of a setting; drawn anew when its value stops (or starts) to fit its input."""
    with ui.element("div").classes("setting").props(f'data-testid="{spot.test_id}-block"') as block:
        fitting = [fits(spot.asked, spot.value)]
        inner = ui.element("div").classes("setting-inner")

        def refresh() -> None:
            if fits(spot.asked, spot.value) != fitting[0]:
                fitting[0] = not fitting[0]
                draw()

        def draw() -> None:
            spot.form.forget(spot.place, itself=True)
            inner.clear()
            with inner:
                _draw_inner(spot, fitting[0])

        draw()
        Told(spot.form, lambda: _problems(spot), f"{spot.test_id}-problem")
    spot.form.watch(("", *spot.place), refresh)
    return block


def _problems(spot: Spot) -> list[Problem]:
    """Those of the setting, and of the list beside it; lines tell their own."""
    other = partner(spot)
    found = [*spot.problems(), *(other.problems() if other else [])]
    return [one for one in found if spot.asked.kind != "lines" or len(place_of(one.setting or "")) == 1]


def _draw_inner(spot: Spot, fitting: bool) -> None:
    words = spot.form.words
    paired = spot.place[0] in PAIRED and partner(spot)
    told_by_columns = spot.asked.model is Condition or paired
    if not (spot.asked.kind in UNLABELLED or told_by_columns) or not fitting:
        ui.label(words.label(spot.place)).classes("setting-label")
    if fitting:
        draw = draw_pairs if paired else INPUTS["json" if spot.asked.kind == "constant" else spot.asked.kind]
        draw(spot)
    else:
        draw_raw(spot, reset=True)
    if hint := words.hint(spot.place):
        ui.label(hint).classes("setting-hint")


def draw_strangers(form: "SettingsForm") -> None:
    """Settings that the step type does not know (from another release, or a slip): shown, and removable."""
    if not form.known_type:
        _draw_kept(form)
        return
    known = {one.name for one in form.asked}
    for name, value in form.settings.items():
        if name not in known:
            _draw_stranger(form, name, value)


def _draw_stranger(form: "SettingsForm", name: str, value: Any) -> None:
    spot = Spot(form, (name,), Asked(name, "json"))
    with ui.element("div").classes("setting stranger") as block:
        ui.label(form.words.say("forms.unknown_setting", name=name)).classes("setting-label")
        ui.label(json.dumps(value, ensure_ascii=False)).classes("stranger-value")

        def remove() -> None:
            form.flush()
            form.draft.remove_setting(form.step_id, name)
            block.delete()
            form.refresh()

        button(form.words.say("forms.remove"), remove, kind="link").props["data-testid"] = f"{spot.test_id}-remove"


def _draw_kept(form: "SettingsForm") -> None:
    """The settings of a type that this release does not know: to be read, not changed."""
    with ui.element("div").classes("setting stranger"):
        ui.label(form.words.say("forms.unknown_type", type=form.step_type)).classes("setting-label")
        ui.label(json.dumps(form.settings, ensure_ascii=False, indent=2)).classes("stranger-value")

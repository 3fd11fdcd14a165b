"""One setting in the form: its label, its input, its hint, its problems."""

from typing import TYPE_CHECKING

from nicegui import ui

from editor.forms.inputs import INPUTS
from editor.forms.inputs.pairs import draw_pairs, partner
from editor.forms.inputs.raw import draw_raw
from editor.forms.kinds import fits
from editor.forms.layout import PAIRED
from editor.forms.paths import place_of
from editor.forms.spot import Spot
from editor.forms.told import Told
from runtime.fields import Condition
from runtime.problems import Problem

if TYPE_CHECKING:
    pass

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

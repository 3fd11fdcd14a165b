"""Parts that exclude each other: a field or a constant or an expression; a small button switches between them."""

from typing import Any

from nicegui import ui

from editor.controls import icon
from editor.forms.layout import Choice
from editor.forms.paths import test_id, value_at, without
from editor.forms.spot import Spot

SIGNS = {
    "from": "data_object", "field": "data_object", "other_field": "data_object",
    "value": "edit", "expression": "function", "user": "person", "role": "group",
}  # fmt: skip

FIELD_OR_VALUE_MODELS = {"Side"}
"""Parts that are themselves a choice between a field and a constant."""


def draw_alternative(spot: Spot, choice: Choice) -> None:
    """The chosen part's input with the switch before it. `spot` is the line (or side) that has the parts."""
    _Alternative(spot, choice)


class _Alternative:
    def __init__(self, spot: Spot, choice: Choice) -> None:
        self.spot, self.choice = spot, choice
        self.chosen = choice.chosen(spot.value)
        with ui.element("div").classes("alternative"):
            self.switch = ui.element("div").classes("alternative-switch")
            self.inner = ui.element("div").classes("alternative-input")
        self._draw()
        spot.watch(self._refresh)

    def _draw(self) -> None:
        from editor.forms.inputs import INPUTS

        for part in self.choice.parts:
            self.spot.form.forget((*self.spot.place, part), itself=True)
        self.switch.clear()
        self.inner.clear()
        with self.switch:
            _draw_switch(self.spot, self.choice, self.chosen, self._pick)
        with self.inner:
            chosen = self.spot.part(self.chosen)
            INPUTS[chosen.asked.kind](chosen)

    def _pick(self, part: str) -> None:
        """The other parts go: exactly one may stand."""
        if part != self.chosen:
            line = without(self.spot.value or {}, (self.chosen,))
            self.chosen = part
            self.spot.put({**line, part: None}, now=True)
            self._draw()

    def _refresh(self) -> None:
        now = self.choice.chosen(self.spot.value)
        if now != self.chosen and value_at(self.spot.value, (now,)) is not None:
            self.chosen = now
            self._draw()


def _draw_switch(spot: Spot, choice: Choice, chosen: str, pick: Any) -> None:
    words = spot.form.words
    named = words.say("forms.origin", name=words.say(f"forms.origins.{chosen}"))
    opener = ui.element("button").classes("origin").props('type="button" aria-haspopup="menu"')
    opener.props["aria-label"] = named
    opener.props["data-testid"] = f"{test_id(spot.place)}-origin"
    with opener:
        icon(SIGNS.get(chosen, "edit"))
        ui.tooltip(named)
        with ui.menu().props('transition-duration="100"'):
            for part in choice.parts:
                item = ui.menu_item(on_click=lambda part=part: pick(part)).props(
                    f'data-testid="{test_id(spot.place)}-origin-{part}"'
                )
                with item, ui.element("div").classes("line"):
                    icon(SIGNS.get(part, "edit"))
                    ui.label(words.say(f"forms.origins.{part}"))

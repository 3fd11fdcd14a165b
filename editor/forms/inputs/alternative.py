"""Parts that exclude each other: a field or a constant or an expression; a small button switches between them."""

from dataclasses import dataclass
from typing import Any

from nicegui import ui

from editor.controls import icon
from editor.forms.paths import test_id, value_at, without
from editor.forms.spot import Spot

SIGNS = {
    "from": "data_object", "field": "data_object", "other_field": "data_object",
    "value": "edit", "expression": "function",
}  # fmt: skip

FIELD_OR_VALUE_MODELS = {"Side"}
"""Parts that are themselves a choice between a field and a constant."""


@dataclass(frozen=True)
class Choice:
    """The parts of a line of which one is asked for at a time."""

    parts: tuple[str, ...]

    def chosen(self, line: Any) -> str:
        """The part that the line has; the first where it has none."""
        given = line if isinstance(line, dict) else {}
        filled = [part for part in self.parts if given.get(part) is not None]
        present = [part for part in self.parts if part in given]
        return (filled or present or list(self.parts))[0]


def draw_alternative(spot: Spot, choice: Choice, prefix: str = "") -> None:
    """The chosen part's input with the switch before it. `spot` is the line (or side) that has the parts."""
    from editor.forms.inputs import INPUTS

    chosen = [choice.chosen(spot.value)]
    with ui.element("div").classes("alternative") as cell:
        switch = ui.element("div").classes("alternative-switch")
        inner = ui.element("div").classes("alternative-input")

    def draw() -> None:
        switch.clear()
        inner.clear()
        with switch:
            _draw_switch(spot, choice, chosen[0], pick)
        with inner:
            part = spot.part(chosen[0])
            INPUTS[part.asked.kind](part)

    def pick(part: str) -> None:
        if part != chosen[0]:
            line = without(spot.value or {}, (chosen[0],))
            chosen[0] = part
            spot.put({**line, part: None}, now=True)
            draw()

    def refresh() -> None:
        now = choice.chosen(spot.value)
        if now != chosen[0] and value_at(spot.value, (now,)) is not None:
            chosen[0] = now
            draw()

    draw()
    cell.props["data-part"] = prefix
    spot.watch(refresh)


def _draw_switch(spot: Spot, choice: Choice, chosen: str, pick: Any) -> None:
    words = spot.form.words
    named = words.say("forms.origin", name=words.say(f"forms.origins.{chosen}"))
    opener = ui.element("button").classes("origin").props('type="button" aria-haspopup="menu"')
    opener.props["aria-label"] = named
    opener.props["data-testid"] = f"{test_id(spot.place)}-origin"
    with opener:
        icon(SIGNS.get(chosen, "edit"))
        icon("arrow_drop_down")
        ui.tooltip(named)
        with ui.menu().props('transition-duration="100"'):
            for part in choice.parts:
                item = ui.menu_item(on_click=lambda part=part: pick(part)).props(
                    f'data-testid="{test_id(spot.place)}-origin-{part}"'
                )
                with item, ui.element("div").classes("line"):
                    icon(SIGNS.get(part, "edit"))
                    ui.label(words.say(f"forms.origins.{part}"))

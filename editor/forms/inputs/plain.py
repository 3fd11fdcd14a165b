"""Texts, numbers, switches and choices."""

from typing import Any

from nicegui import ui

from editor.forms.box import Box
from editor.forms.constants import as_number, shown, shown_number
from editor.forms.inputs.typed import typed_box
from editor.forms.offers import Offer
from editor.forms.spot import Spot

SUGGESTED = {"separator": (";", ",", "|", "tab")}
"""Texts that are offered by the name of the setting."""
TALL = {"certificate": 5, "description": 2, "text": 3}
"""Texts of several lines, by the name of the setting."""
SIGNS = {"tab": "\t"}
"""Words that stand for a sign nobody can type."""


def draw_text(spot: Spot) -> Box:
    """Plain text; an empty optional one is null."""
    name = spot.place[-1]
    signs = {word: sign for word, sign in SIGNS.items() if word in SUGGESTED.get(str(name), ())}

    def offers() -> list[dict[str, Any]]:
        words = [*SUGGESTED.get(str(name), ()), *spot.form.offered.get(str(name), ())]
        return [Offer(word, label=spot.form.words.choice(spot.place, word)).as_option() for word in words]

    def write(value: Any) -> str:
        return next((word for word, sign in signs.items() if sign == value), as_text(value))

    return typed_box(
        spot, read=lambda text: signs.get(text, text) or (None if spot.asked.optional else ""),
        write=write, offers=offers, lines=5 if spot.asked.kind == "tall_text" else TALL.get(str(name), 1),
    )  # fmt: skip


def draw_number(spot: Spot) -> Box:
    """A number as the visitor's language writes it; text that is none is kept and blamed by the check."""
    language = spot.form.words.language
    return typed_box(
        spot, read=lambda text: as_number(text, language) if text.strip() else None,
        write=lambda value: value if isinstance(value, str) else shown_number(value, language),
    )  # fmt: skip


def draw_switch(spot: Spot) -> ui.switch:
    label = spot.form.words.label(spot.place) if isinstance(spot.place[-1], str) and len(spot.place) == 1 else ""
    switch = ui.switch(label, value=bool(spot.value), on_change=lambda event: _switched(spot, event.value))
    switch.props["data-testid"] = spot.test_id
    switch.props["aria-label"] = spot.name
    switch.set_enabled(spot.form.editable)
    spot.watch(lambda: switch.set_value(bool(spot.value)))
    return switch


def _switched(spot: Spot, value: bool) -> None:
    if value is not bool(spot.value):
        spot.put(value, now=True)


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else shown(value)

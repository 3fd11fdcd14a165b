"""What lists have in common: the box that seeks in them, and what stands there when nothing was found."""

from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text
from editor.visitor import Visitor


def search_box(words: str, sought: str, seek: Callable[[str], Any], test_id: str) -> None:
    """`seek` is told what is sought once the person pauses; `sought` stands there already."""
    with ui.input(placeholder=words, value=sought, on_change=lambda event: seek(event.value or "")) as field:
        field.props(f'clearable debounce=150 type=search aria-label="{words}" data-testid="{test_id}"').classes("seek")
        with field.add_slot("prepend"):
            icon("search")


def nothing(visitor: Visitor, room: str, symbol: str, sought: str, *more: str) -> Element:
    """No lines: nothing was `sought` in vain, or there is nothing yet.

    `room` has the sentences `nothing_found`, `empty_title`, `empty_text` and `more`.
    """
    with Element("div").classes("empty") as place:
        icon("search_off" if sought else symbol)
        if sought:
            text("p", visitor.say(f"{room}.nothing_found", text=sought))
            return place
        text("h2", visitor.say(f"{room}.empty_title"))
        for name in ("empty_text", *more):
            text("p", visitor.say(f"{room}.{name}"))
    return place

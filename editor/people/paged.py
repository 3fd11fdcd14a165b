"""Long lists: what was sought, a page of it, and the rest on demand."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.people.desk import PAGE, Desk

T = TypeVar("T")


def paged(desk: Desk, found: Sequence[T], draw: Callable[[Sequence[T]], object], again: Callable[[], object]) -> None:
    """Draw the first of them, and the button for more."""
    draw(found[: desk.shown])
    left = len(found) - desk.shown

    def more() -> None:
        desk.shown += PAGE
        again()

    if left > 0:
        button(desk.word("more", count=min(left, PAGE)), more, kind="link").props('data-testid="people-more"')


def seek(desk: Desk, words: str, changed: Callable[[], object]) -> None:
    """The box for the words that are sought."""

    def sought(typed: str | None) -> None:
        desk.sought, desk.shown = typed or "", PAGE
        changed()

    field = ui.input(placeholder=words, value=desk.sought, on_change=lambda event: sought(event.value))
    field.props('clearable debounce=150 type=search data-testid="people-search"').classes("seek")
    field.props["aria-label"] = words
    with field.add_slot("prepend"):
        icon("search")


def nothing(desk: Desk, sign: str, words: str) -> None:
    """What stands where a list is empty."""
    with Element("div").classes("empty"):
        icon("search_off" if desk.sought else sign)
        text("p", desk.word("nothing_found", text=desk.sought) if desk.sought else words)

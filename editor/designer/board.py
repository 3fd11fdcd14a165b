"""The board in the page: one element that is told the flow once, and small differences from then on."""

from collections.abc import Callable
from typing import Any

from nicegui.element import Element

from editor.designer.view import View, difference
from editor.i18n import translate

LABELS = (
    "board", "add_phase", "empty", "phase", "phase_name", "phase_steps", "delete_phase", "add_step", "add_step_to",
    "step_name", "off", "eye", "switch_off", "switch_on", "delete_step",
)  # fmt: skip
PALETTE_LABELS = ("palette", "search", "found", "nothing", "later", "suggested_after", "suggested_first")

Intent = dict[str, Any]
"""What the browser asks for: `do`, its own number `n`, and the deed's arguments."""


class Board(Element, component="board.js", esm={"etapes-board": "board"}):
    """Draws a View; `on_intent` gets what a person does on it and answers by `show`."""

    def __init__(self, view: View, offer: dict[str, Any], language: str, *, editable: bool,
                 on_intent: Callable[[Intent], None]) -> None:  # fmt: skip
        super().__init__()
        self._view = view
        self._props.update(told=told(view, offer, language), editable=editable)
        self.on("intent", lambda event: on_intent(event.args))

    def show(self, view: View, **more: Any) -> None:
        """Send what is different. `more`: answered (an intent's number), selected, focused, phase (to be named)."""
        patch = difference(self._view, view) | more
        self._view = view
        with self._props.suspend_updates():  # the browser has been told by the patch alone
            self._props["told"] = (view.plain(), *self._props["told"][1:])
        if patch:
            self.run_method("patch", patch)

    def reveal(self, step_id: str) -> None:
        """Select a card and scroll to it."""
        self.run_method("reveal", step_id)

    def outline(self, on: bool) -> None:
        """Show the flow as a list, or as the board."""
        self.run_method("outline", on)

    def speak(self, offer: dict[str, Any], language: str) -> None:
        """The same board in another language; nothing typed is lost."""
        with self._props.suspend_updates():
            self._props["told"] = told(self._view, offer, language)
        self.run_method("relabel", labels(language), offer)


def told(view: View, offer: dict[str, Any], language: str) -> tuple[Any, ...]:
    """The property that holds it all: a tuple, because NiceGUI watches the inside of every other collection."""
    return view.plain(), offer, labels(language)


def labels(language: str) -> dict[str, str]:
    """The board's own words, places unfilled: the browser fills them."""
    board = {name: translate(f"designer.board.{name}", language) for name in LABELS}
    return board | {name: translate(f"palette.{name}", language) for name in PALETTE_LABELS}

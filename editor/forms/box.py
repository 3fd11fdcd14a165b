"""The one text input of all forms: free text, text with offers, or a choice among offers."""

from collections.abc import Callable, Sequence
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments


class Box(ui.element, component="box.js"):
    """An input that never loses keystrokes: each one is sent, and what comes back late is not written over new ones.

    `free` takes any text; otherwise the text chooses among `options`. With `keep` the box empties itself after each
    entry (for lists). `kind` is the HTML input type, `lines` more than 1 makes it a text area. What is typed into a
    `silent` box never comes back to the browser.
    """

    def __init__(self, value: str, *, name: str, test_id: str, on_change: Callable[[str], Any] | None = None,
                 options: Sequence[dict[str, Any]] = (), free: bool = True, silent: bool = False,
                 **more: Any) -> None:  # fmt: skip
        super().__init__()
        self.input_id, self._silent = f"box-{self.id}", silent
        self._props.update(
            value=value, name=name, testid=test_id, inputid=self.input_id, options=list(options), free=free, **more
        )
        if on_change:
            self.on("change", lambda event: self._changed(event, on_change))

    def on_leave(self, react: Callable[[str], Any]) -> "Box":
        """The person left the box or pressed Enter."""
        self.on("leave", lambda event: react(event.args or ""))
        return self

    def on_enter(self, react: Callable[[str], Any]) -> "Box":
        """An entry was made (only with `keep`)."""
        self.on("enter", lambda event: react(event.args or ""))
        return self

    def show(self, value: str) -> None:
        """Show another value, unless it is shown already."""
        if self._props["value"] != value:
            self._props["value"] = value

    def offer(self, options: Sequence[dict[str, Any]]) -> None:
        """Other offers, unless they are the same."""
        if self._props["options"] != list(options):
            self._props["options"] = list(options)

    def blame(self, wrong: bool, described_by: str = "") -> None:
        """Mark the box as wrong, or clear the mark."""
        if bool(self._props.get("invalid")) != wrong:
            self._props["invalid"] = wrong
            self._props["describedby"] = described_by if wrong else ""

    def focus(self) -> None:
        self.run_method("focus")

    def first_in(self, sheet: ui.dialog) -> None:
        """Have the keyboard once the sheet is there, without asking the server: by then somebody may type elsewhere."""
        sheet.on("show", js_handler=f"() => getElement({self.id})?.focus()")

    def _changed(self, event: GenericEventArguments, on_change: Callable[[str], Any]) -> None:
        if not self._silent:
            with self._props.suspend_updates():
                self._props["value"] = event.args
        on_change(event.args)

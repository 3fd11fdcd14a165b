"""Problems in the reader's words, under the input that they are about, kept up to date."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from nicegui import ui

from editor.controls import icon
from editor.explained import explained
from editor.forms.paths import Place
from runtime.problems import Problem

if TYPE_CHECKING:
    from editor.forms.drawing import Form


class Told(ui.element):
    """The problems that `found` gives, one sentence each; hidden while there are none."""

    def __init__(self, form: "Form", found: Callable[[], Sequence[Problem]], test_id: str = "",
                 place: Place = ()) -> None:  # fmt: skip
        super().__init__("div")
        self.classes("told").props(f'role="status" data-testid="{test_id}"' if test_id else 'role="status"')
        self._form, self._found = form, found
        self._told: list[str] | None = None
        form.watch(place, self.tell)
        self.tell()

    def tell(self) -> bool:
        """Show the problems there are now; True if there are any."""
        found = list(self._found())
        sentences = list(dict.fromkeys(explained(one, self._form.words) for one in found))
        if sentences != self._told:
            self._told = sentences
            self.clear()
            with self:
                for one, text in zip(found, sentences, strict=False):
                    _line(one, text)
            self.set_visibility(bool(sentences))
        return bool(found)


def _line(found: Problem, text: str) -> None:
    with ui.element("p").classes(f"problem {found.severity}"):
        icon("warning" if found.severity == "warning" else "error")
        ui.label(text)

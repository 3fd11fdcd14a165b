"""Problems in the reader's words, under the input that they are about, kept up to date."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from nicegui import ui

from editor.controls import icon
from editor.forms.labels import Words
from editor.forms.paths import Place, place_of
from editor.i18n import known, translate
from runtime.problems import Problem

if TYPE_CHECKING:
    from editor.forms.form import SettingsForm


class Told(ui.element):
    """The problems that `found` gives, one sentence each; hidden while there are none."""

    def __init__(self, form: "SettingsForm", found: Callable[[], Sequence[Problem]], test_id: str = "",
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
        sentences = list(dict.fromkeys(sentence(one, self._form.words) for one in found))
        if sentences != self._told:
            self._told = sentences
            self.clear()
            with self:
                for one, text in zip(found, sentences, strict=False):
                    _line(one, text)
            self.set_visibility(bool(sentences))
        return bool(found)


def sentence(found: Problem, words: Words) -> str:
    """The problem as a sentence, settings called as the form calls them; an unknown code is shown, not hidden."""
    key, parameters = f"problems.{found.code}", dict(found.parameters)
    if parameters.get("setting") and found.code != "setting_unknown":
        place = place_of(str(parameters["setting"]))
        parameters["setting"] = words.label(place)
        if found.code == "setting_choice":
            parameters["choices"] = ", ".join(
                words.choice(place, one) for one in str(parameters["choices"]).split(", ")
            )
    return translate(key, words.language, **parameters) if known(key, words.language) else found.code


def _line(found: Problem, text: str) -> None:
    with ui.element("p").classes(f"problem {found.severity}"):
        icon("warning" if found.severity == "warning" else "error")
        ui.label(text)

"""The words beside an input: the step type's own labels first, then the vocabulary that all forms share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editor.forms.paths import Place
from editor.i18n import known, translate


@dataclass(frozen=True)
class Words:
    """The labels of one step type in one language."""

    step_type: str
    language: str

    def label(self, place: Place) -> str:
        """`steps.<type>.settings.…label`, else `forms.parts.<name>`, else the name itself."""
        return self._first(self._addresses(place, "label")) or _readable(place)

    def hint(self, place: Place) -> str:
        return self._first(iter(self._own(place, "hint")))

    def add(self, place: Place) -> str:
        """The words of the button that adds a line."""
        return self._first(iter([*self._own(place, "add"), "forms.add"]))

    def choice(self, place: Place, value: Any) -> str:
        """How one of a setting's values is called."""
        name = _names(place)[-1]
        shared = [f"forms.choices.{name}.{value}", f"forms.types.{value}" if name == "type" else ""]
        return self._first(iter([*self._own(place, f"choices.{value}"), *shared])) or str(value)

    def type_label(self, step_type: str) -> str:
        """What a step type is called; the type itself where this release does not know it."""
        return self._first(iter([f"steps.{step_type}.label"])) or step_type

    def say(self, key: str, **parameters: Any) -> str:
        return translate(key, self.language, **parameters)

    def _own(self, place: Place, end: str) -> list[str]:
        first, *rest = _names(place)
        inner = "".join(f".parts.{name}" for name in rest)
        return [f"steps.{self.step_type}.settings.{first}{inner}.{end}"]

    def _addresses(self, place: Place, end: str) -> Iterator[str]:
        yield from self._own(place, end)
        yield f"forms.parts.{_names(place)[-1]}"

    def _first(self, keys: Iterator[str]) -> str:
        return next((translate(key, self.language) for key in keys if key and known(key, self.language)), "")


def _names(place: Place) -> list[str]:
    return [step for step in place if isinstance(step, str)]


def _readable(place: Place) -> str:
    return _names(place)[-1].replace("_", " ")

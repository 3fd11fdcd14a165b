"""A constant: typed as plain text, understood by what it is compared with or written to."""

from collections.abc import Callable
from typing import Any

from editor.forms.constants import shown_list, shown_number, typed, typed_list
from editor.forms.inputs.entry_fields import kind_beside, of_entries
from editor.forms.inputs.typed import typed_box
from editor.forms.known_fields import type_at
from editor.forms.offers import Offer
from editor.forms.shown import LISTED
from editor.forms.spot import Spot
from runtime.schema import Kind

DATES = {Kind.DATE: "2024-12-31", Kind.TIME: "08:30", Kind.DATETIME: "2024-12-31T08:30:00"}
"""How such a value is written, shown while the box is empty."""


def draw_constant(spot: Spot) -> None:
    _Constant(spot)


class _Constant:
    """Asks anew at every keystroke what is wanted: the field and the operator beside it may have changed."""

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self.against = self._beside()
        say, wanted = spot.form.words.say, kind_wanted(spot)
        typed_box(
            spot, read=self.read, write=self.write, offers=lambda: _words(spot, kind_wanted(spot)),
            placeholder=say("forms.listed") if self._listed() else DATES.get(wanted or Kind.ANY, ""),
        )  # fmt: skip
        spot.watch(self._retype)

    def read(self, text: str) -> Any:
        understood = typed_list if self._listed() else typed
        return understood(text, kind_wanted(self.spot), self.spot.form.words.language)

    def write(self, value: Any) -> str:
        wanted = kind_wanted(self.spot)
        if isinstance(value, bool) and wanted is Kind.BOOLEAN:
            return self.spot.form.words.say(f"forms.{str(value).lower()}")
        if self._listed() and isinstance(value, list):
            return shown_list(value, wanted)
        return shown_number(value, self.spot.form.words.language, wanted)

    def _beside(self) -> list[Any]:
        return [self.spot.beside("field"), self.spot.beside("operator")]

    def _listed(self) -> bool:
        return self.spot.beside("operator") in LISTED

    def _retype(self) -> None:
        """The person chose another field or operator: what was typed is understood anew."""
        now = self._beside()
        if now == self.against or not (kind_wanted(self.spot) or now[1] != self.against[1]):
            return
        self.against = now
        value = self.spot.value
        if value is not None and not isinstance(value, dict):
            again = self.read(_as_typed(value, self.write))
            if again != value:
                self.spot.put(again)


def kind_wanted(spot: Spot) -> Kind | None:
    """The type of the value: that of the field beside it, or the type that the line itself names; None if unknown."""
    if of_entries(spot):
        return kind_beside(spot)
    declared = spot.beside("type")
    if declared in set(Kind):
        return Kind(declared)
    found = type_at(spot.schema(), spot.beside("field"))
    return found.kind if found else None


def _as_typed(value: Any, write: Callable[[Any], str]) -> str:
    """The text that the person typed, whatever it was taken for."""
    if isinstance(value, list):
        return shown_list(value, Kind.STRING)
    return value if isinstance(value, str) else write(value)


def _words(spot: Spot, kind: Kind | None) -> list[dict[str, Any]]:
    """For yes or no: the two words."""
    if kind is not Kind.BOOLEAN:
        return []
    return [Offer(spot.form.words.say(f"forms.{word}")).as_option() for word in ("true", "false")]

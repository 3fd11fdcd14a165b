"""A constant: typed as plain text, understood by what it is compared with or written to."""

from collections.abc import Callable
from typing import Any

from editor.forms.box import Box
from editor.forms.constants import shown, shown_list, typed, typed_list
from editor.forms.inputs.typed import typed_box
from editor.forms.offers import Offer, type_at
from editor.forms.shown import LISTED
from editor.forms.spot import Spot
from runtime.schema import Kind

DATES = {Kind.DATE: "2024-12-31", Kind.TIME: "08:30", Kind.DATETIME: "2024-12-31T08:30:00"}
"""How such a value is written, shown while the box is empty."""


def draw_constant(spot: Spot) -> Box:
    wanted: Callable[[], Kind | None] = lambda: kind_wanted(spot)  # noqa: E731 - asked again at every keystroke
    listed: Callable[[], bool] = lambda: spot.beside("operator") in LISTED  # noqa: E731
    against = [spot.beside("field"), spot.beside("operator")]

    def read(text: str) -> Any:
        return (typed_list if listed() else typed)(text, wanted(), spot.form.words.language)

    def write(value: Any) -> str:
        if isinstance(value, bool) and wanted() is Kind.BOOLEAN:
            return spot.form.words.say(f"forms.{str(value).lower()}")
        return shown_list(value, wanted()) if listed() and isinstance(value, list) else shown(value, wanted())

    box = typed_box(
        spot, read=read, write=write, offers=lambda: _words(spot, wanted()),
        placeholder=spot.form.words.say("forms.listed") if listed() else DATES.get(wanted() or Kind.ANY, ""),
    )  # fmt: skip

    def retype() -> None:
        """The person chose another field or operator: what was typed is understood anew."""
        now = [spot.beside("field"), spot.beside("operator")]
        if now != against and (wanted() or now[1] != against[1]):
            against[:] = now
            _retype(spot, read, write)

    spot.watch(retype)
    return box


def kind_wanted(spot: Spot) -> Kind | None:
    """The type of the value: that of the field beside it, or the type that the line itself names; None if unknown."""
    declared = spot.beside("type")
    if declared in set(Kind):
        return Kind(declared)
    found = type_at(spot.schema(), spot.beside("field"))
    return found.kind if found else None


def _retype(spot: Spot, read: Callable[[str], Any], write: Callable[[Any], str]) -> None:
    value = spot.value
    if value is None or isinstance(value, dict):
        return
    text = (
        shown_list(value, Kind.STRING) if isinstance(value, list) else value if isinstance(value, str) else write(value)
    )
    again = read(text)
    if again != value:
        spot.put(again)


def _words(spot: Spot, kind: Kind | None) -> list[dict[str, Any]]:
    """For yes or no: the two words."""
    if kind is not Kind.BOOLEAN:
        return []
    return [Offer(spot.form.words.say(f"forms.{word}")).as_option() for word in ("true", "false")]

"""One value of the few that a setting knows."""

from typing import Any

from editor.forms.box import Box
from editor.forms.inputs.plain import as_text
from editor.forms.inputs.typed import typed_box
from editor.forms.offers import Offer
from editor.forms.spot import Spot


def draw_choice(spot: Spot) -> Box:
    """One of the values that the setting knows; a value that it does not know stays visible."""
    by_text: dict[str, Any] = {str(value): value for value in spot.asked.choices}

    def offers() -> list[dict[str, Any]]:
        now = spot.value
        own = [] if now is None or str(now) in by_text else [Offer(str(now), label=str(now)).as_option()]
        none = [Offer("", label=_none(spot)).as_option()] if spot.asked.optional else []
        named = [_named(text, spot.form.words.choice(spot.place, value)) for text, value in by_text.items()]
        return [*none, *(offer.as_option() for offer in named), *own]

    return typed_box(
        spot, read=lambda text: by_text.get(text, text or None), write=as_text, offers=offers, at_once=True, free=False
    )


def _named(value: str, label: str) -> Offer:
    """“÷ divided by” stands as its sign alone in a cell that is no wider."""
    sign, _, rest = label.partition(" ")
    return Offer(value, label=label, short=sign if rest and len(sign) == 1 and not sign.isalnum() else "")


def _none(spot: Spot) -> str:
    """What leaving the choice open means."""
    return spot.form.words.say("forms.type_as_found" if spot.asked.kind == "type" else "forms.no_choice")

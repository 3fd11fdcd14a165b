"""Things outside the flow (a component, a connector, a template, another flow) and their parts, by their names."""

from typing import Any

from editor.forms.box import Box
from editor.forms.inputs.typed import typed_box
from editor.forms.offers import Offer
from editor.forms.paths import value_at
from editor.forms.spot import Spot
from runtime.fields import OWNERS
from runtime.known import Named


def draw_thing(spot: Spot) -> Box:
    """One thing of the kind that the setting asks for."""
    return _picker(spot, lambda: _known(spot).named(spot.asked.kind))


def draw_part(spot: Spot) -> Box:
    """A part of the thing that the sibling setting names, such as a field of a component."""
    owner = OWNERS[spot.asked.kind]

    def parts() -> Any:
        chosen = value_at(spot.form.settings, (spot.asked.within or owner,))
        return _known(spot).parts(owner, chosen) if isinstance(chosen, str) else ()

    return _picker(spot, parts)


def _picker(spot: Spot, things: Any) -> Box:
    return typed_box(
        spot, read=lambda text: text or (None if spot.asked.optional else ""), write=lambda value: str(value or ""),
        offers=lambda: [_offer(one).as_option() for one in things()], at_once=True, free=False,
    )  # fmt: skip


def _offer(one: Named) -> Offer:
    return Offer(one.id, label=one.name or one.id, note=one.note)


def _known(spot: Spot) -> Any:
    return spot.form.installation.known()

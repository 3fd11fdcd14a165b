"""The parameters of the endpoint that the settings beside name, each with the place where it is sent."""

from contextlib import suppress

from editor.forms.box import Box
from editor.forms.inputs.pickers import option
from editor.forms.inputs.typed import typed_box
from editor.forms.offers import Offer
from editor.forms.spot import Spot
from runtime.parameters import endpoint_in
from runtime.schema import Kind
from storage.connector import PLACES, EndpointParameter


def draw_parameter(spot: Spot) -> Box:
    """One parameter's name; others may be typed, and are found out by the check."""
    return typed_box(
        spot, read=lambda text: text.strip(), write=lambda value: str(value or ""),
        offers=lambda: [option(spot, _offer(spot, one)) for one in _parameters(spot)],
    )  # fmt: skip


def _parameters(spot: Spot) -> list[EndpointParameter]:
    settings, known = spot.form.settings, spot.form.installation.known()
    asked = endpoint_in(known, str(settings.get("connector") or ""), str(settings.get("endpoint") or ""))
    return asked.parameters if asked else []


def _offer(spot: Spot, one: EndpointParameter) -> Offer:
    kind = None
    with suppress(ValueError):
        kind = Kind(one.type)
    place = spot.form.words.say(f"forms.parameter_places.{one.place}") if one.place in PLACES else ""
    return Offer(one.name, kind, note=place)

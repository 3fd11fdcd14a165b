"""Earlier steps and their fields."""

from typing import Any

from editor.forms.box import Box
from editor.forms.inputs.typed import typed_box
from editor.forms.offers import Offer, arrays, fields
from editor.forms.spot import Spot
from runtime.schema import Kind


def draw_source(spot: Spot) -> Box:
    """An earlier step by its name; null is the step above, shown with the name it has now."""
    return typed_box(
        spot, read=lambda text: text or None, write=lambda value: str(value or ""),
        offers=lambda: steps_offered(spot), at_once=True, free=False,
    )  # fmt: skip


def draw_field(spot: Spot) -> Box:
    """A path: one of the fields upstream, or any text."""
    return typed_box(
        spot, read=lambda text: text.strip() or (None if spot.asked.optional else ""),
        write=lambda value: "" if value is None else str(value), offers=lambda: fields_offered(spot),
    )  # fmt: skip


def draw_array(spot: Spot) -> Box:
    """A path to an array."""
    return typed_box(
        spot, read=str.strip, write=lambda value: "" if value is None else str(value),
        offers=lambda: [option(spot, offer) for offer in arrays(spot.schema())],
    )  # fmt: skip


def fields_offered(spot: Spot) -> list[dict[str, Any]]:
    """The fields that may be picked here; in a sum also what earlier lines wrote."""
    return [option(spot, offer) for offer in [*fields(spot.schema()), *_written_above(spot)]]


def steps_offered(spot: Spot) -> list[dict[str, Any]]:
    draft, words, name = spot.step.draft, spot.form.words, str(spot.place[-1])
    above = draft.checked.sources.get(spot.step.step_id, {}).get(name) if spot.value is None else None
    default = (
        words.say("forms.step_above_named", name=step_name(spot, above)) if above else words.say("forms.step_above")
    )
    earlier = [step_id for step_id, _ in draft.sources(spot.step.step_id, name)]
    offered = [step_id for step_id in earlier if draft.step(step_id).get("enabled", True) or step_id == spot.value]
    offers = [
        Offer("", label=default),
        *(Offer(one, label=step_name(spot, one), note=_kind(spot, one)) for one in offered),
    ]
    if spot.value and spot.value not in earlier:
        note = words.say("forms.not_earlier")
        offers.append(Offer(str(spot.value), label=step_name(spot, str(spot.value)), note=note))
    return [offer.as_option() for offer in offers]


def step_name(spot: Spot, step_id: str) -> str:
    """What the person calls the step: its name, else its type, else its id."""
    draft = spot.step.draft
    if not draft.has(step_id):
        return step_id
    return draft.step(step_id).get("name") or _kind(spot, step_id) or step_id


def _kind(spot: Spot, step_id: str) -> str:
    kind = spot.step.draft.step(step_id).get("type", "")
    words = spot.form.words
    return words.type_label(kind)


def option(spot: Spot, offer: Offer) -> dict[str, Any]:
    """The offer for the browser, its type in the visitor's words."""
    return offer.as_option(spot.form.words.say(f"forms.types.{offer.kind.value}") if offer.kind else "")


def _written_above(spot: Spot) -> list[Offer]:
    first, index = spot.place[0], spot.place[1] if len(spot.place) > 1 else None
    lines = spot.form.settings.get(str(first))
    if first != "operations" or not isinstance(index, int) or spot.asked.within or not isinstance(lines, list):
        return []
    written = [line.get("into") for line in lines[:index] if isinstance(line, dict)]
    return [Offer(name, Kind.NUMBER) for name in written if isinstance(name, str) and name]

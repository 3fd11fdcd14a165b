"""Fields of a component, offered with their types: those to be written, those of the key, or all that may be asked."""

from collections.abc import Callable, Iterable

from editor.forms.box import Box
from editor.forms.inputs.typed import typed_box
from editor.forms.offers import Offer
from editor.forms.paths import value_at
from editor.forms.spot import Spot
from runtime.entry_checks import automatic, field_of
from runtime.entry_schema import kind_of
from runtime.schema import Kind
from storage.component import Component, ComponentField

Fields = Callable[[Component], Iterable[ComponentField]]


def draw_entry_field(spot: Spot) -> Box:
    """A field that can be written."""
    return _picker(spot, lambda component: component.stored)


def draw_key_field(spot: Spot) -> Box:
    """A field of the primary key."""
    return _picker(spot, lambda component: component.key)


def draw_any_field(spot: Spot) -> Box:
    """A field that entries can be found or ordered by, also one that every entry has."""
    return _picker(spot, lambda component: [*component.stored, *automatic().values()])


def component_of(spot: Spot) -> Component | None:
    """The component that the step's settings name."""
    chosen = value_at(spot.form.settings, ("component",))
    found = spot.form.installation.known().get("component", chosen) if isinstance(chosen, str) and chosen else None
    return found if isinstance(found, Component) else None


def kind_beside(spot: Spot) -> Kind | None:
    """The type of the entry's field that the same line names."""
    component, name = component_of(spot), spot.beside("field")
    field = field_of(component, name) if component and isinstance(name, str) else None
    return _kind(field) if field else None


def of_entries(spot: Spot) -> bool:
    """Whether the spot stands in a line about a field of entries."""
    asked = next((one for one in spot.form.asked if one.name == spot.place[0]), None)
    field = asked.part("field") if asked else None
    return bool(field and field.kind.startswith("entry_"))


def offers(spot: Spot, fields: Fields) -> list[Offer]:
    """What may be picked; the note says what every entry must have."""
    component, say = component_of(spot), spot.form.words.say
    found = fields(component) if component else ()
    return [
        Offer(one.name, _kind(one), say(f"forms.automatic.{one.name}"), one.name) if one.name in automatic() else
        Offer(one.id, _kind(one), one.name or one.id, _note(one, say))
        for one in found
    ]  # fmt: skip


def _kind(field: ComponentField) -> Kind:
    """How a value is typed; whether a moment has a zone does not matter here."""
    return Kind.DATETIME if field.type == "datetime" else kind_of(field).kind


def _note(field: ComponentField, say: Callable[[str], str]) -> str:
    return say("forms.entry_key") if field.primary_key else say("forms.entry_required") if field.required else ""


def _picker(spot: Spot, fields: Fields) -> Box:
    say = spot.form.words.say

    def options() -> list[dict[str, object]]:
        return [one.as_option(say(f"forms.types.{one.kind.value}") if one.kind else "") for one in offers(spot, fields)]

    return typed_box(
        spot, read=lambda text: text or (None if spot.asked.optional else ""), write=lambda value: str(value or ""),
        offers=options, at_once=True, free=False,
    )  # fmt: skip

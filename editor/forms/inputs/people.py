"""People and roles, by their names."""

from typing import Any

from editor.forms.box import Box
from editor.forms.inputs.typed import typed_box
from editor.forms.offers import Offer
from editor.forms.spot import Spot
from editor.i18n import known
from storage.person import NO_ROLE


def draw_person(spot: Spot) -> Box:
    """Somebody who has an account, or any text."""

    def offers() -> list[dict[str, Any]]:
        people = spot.form.installation.people.list()
        return [Offer(one.name, note=one.email).as_option() for one in people if not one.disabled]

    return typed_box(spot, read=_read(spot), write=lambda value: str(value or ""), offers=offers)


def draw_role(spot: Spot) -> Box:
    """A role, built in or made by this installation."""
    return typed_box(
        spot, read=_read(spot), write=lambda value: str(value or ""), offers=lambda: roles_offered(spot),
        at_once=True, free=False,
    )  # fmt: skip


def roles_offered(spot: Spot) -> list[dict[str, Any]]:
    """Every role by its name, but the one that is none."""
    known = [role for role in spot.form.installation.roles.known() if role != NO_ROLE]
    return [Offer(role, label=_label(spot, role)).as_option() for role in known]


def _read(spot: Spot) -> Any:
    return lambda text: text.strip() or (None if spot.asked.optional else "")


def _label(spot: Spot, role: str) -> str:
    return spot.form.words.say(f"notices.roles.{role}") if known(f"notices.roles.{role}") else role

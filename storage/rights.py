"""What each role may do: the one table."""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

Right = Literal["read", "design", "run", "enter", "publish", "invite", "administer"]
EVERY: tuple[Right, ...] = get_args(Right)

RIGHTS: dict[str, frozenset[Right]] = {
    "none": frozenset(),
    "viewer": frozenset({"read"}),
    "operator": frozenset({"read", "run", "enter"}),
    "designer": frozenset({"read", "design", "enter"}),
    "lead": frozenset({"read", "design", "run", "enter", "publish", "invite"}),
    "administrator": frozenset(EVERY),
}
"""A dry run belongs to designing: it does nothing to the world. `enter` is changing entries: who runs flows changes
them anyway, and who designs a component fills it. `none` is for people whom flows know and who see nothing here."""


INSTALLATION: frozenset[Right] = frozenset({"invite", "administer"})
"""Rights about the whole installation: they count only where they are given everywhere."""


def allowed(role: str, right: Right) -> bool:
    """Whether `role` has `right`; an unknown role has none."""
    return right in RIGHTS.get(role, frozenset())


def rights_of(roles: Iterable[str], own: Mapping[str, frozenset[Right]]) -> frozenset[Right]:
    """What several roles may together; `own` are the roles that this installation made for itself."""
    none: frozenset[Right] = frozenset()
    return none.union(*(RIGHTS.get(role) or own.get(role, none) for role in roles))
